/** What does the v3 API answer to a call? The checks in their order, routing and the five usual verbs; knows no particular module. */
@NullMarked
package dev.sdpmcp.simulator.api;

import org.jspecify.annotations.NullMarked;
