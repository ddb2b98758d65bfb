/** Fault injection: which calls fail, and how. Knows no module. */
@NullMarked
package dev.sdpmcp.simulator.fault;

import org.jspecify.annotations.NullMarked;
