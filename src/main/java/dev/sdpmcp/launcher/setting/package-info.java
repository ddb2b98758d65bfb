/** Options, settings and folders of a start, with validation; see {@link dev.sdpmcp.launcher}. */
@NullMarked
package dev.sdpmcp.launcher.setting;

import org.jspecify.annotations.NullMarked;
