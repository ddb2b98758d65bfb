/** Which calls shall go wrong, and how? Faults on order; knows no module. */
@NullMarked
package dev.sdpmcp.simulator.fault;

import org.jspecify.annotations.NullMarked;
