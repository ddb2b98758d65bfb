/** Gathers options, variables and folders, and refuses what cannot work; see {@link dev.sdpmcp.launcher}. */
@NullMarked
package dev.sdpmcp.launcher.setting;

import org.jspecify.annotations.NullMarked;
