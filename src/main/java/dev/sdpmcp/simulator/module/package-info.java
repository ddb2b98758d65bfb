/** What does each module of the help desk consist of, and which rules of its own does it have? One class declares one module; may use {@code model}, {@code setting} and {@code wire}. */
@NullMarked
package dev.sdpmcp.simulator.module;

import org.jspecify.annotations.NullMarked;
