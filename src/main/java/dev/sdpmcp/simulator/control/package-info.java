/**
 * Control endpoints below {@code /_sim}, with which a test sets up the simulator and reads the log of calls.
 * Knows the tenant, no module.
 */
@NullMarked
package dev.sdpmcp.simulator.control;

import org.jspecify.annotations.NullMarked;
