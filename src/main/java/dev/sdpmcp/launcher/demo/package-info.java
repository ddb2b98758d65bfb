/** Runs the demo desk for {@code --demo}; see {@link dev.sdpmcp.launcher}. */
@NullMarked
package dev.sdpmcp.launcher.demo;

import org.jspecify.annotations.NullMarked;
