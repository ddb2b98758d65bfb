/** How does this desk behave, and what time is it there? Switches, profiles and the clock; knows no module and no HTTP. */
@NullMarked
package dev.sdpmcp.simulator.setting;

import org.jspecify.annotations.NullMarked;
