/** How does a test steer the simulator? The addresses below {@code /_sim}, and the log of calls; knows the tenant, no module. */
@NullMarked
package dev.sdpmcp.simulator.backdoor;

import org.jspecify.annotations.NullMarked;
