/** The v3 API: the checks in their order, routing and the five standard verbs. Knows no particular module. */
@NullMarked
package dev.sdpmcp.simulator.api;

import org.jspecify.annotations.NullMarked;
