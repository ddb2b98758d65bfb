/**
 * The modules of the help desk: one class declares one module and its rules. May use {@code model}, {@code
 * setting} and {@code wire}.
 */
@NullMarked
package dev.sdpmcp.simulator.module;

import org.jspecify.annotations.NullMarked;
