/** Switches, profiles and the clock. Knows no module and no HTTP. */
@NullMarked
package dev.sdpmcp.simulator.setting;

import org.jspecify.annotations.NullMarked;
