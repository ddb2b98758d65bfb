/**
 * The v3 API: the checks in their order, routing, the five standard verbs and files; and the control endpoints below
 * {@code /_sim}, with which a test sets up the simulator and reads the log of calls.
 */
@NullMarked
package dev.sdpmcp.simulator.api;

import org.jspecify.annotations.NullMarked;
