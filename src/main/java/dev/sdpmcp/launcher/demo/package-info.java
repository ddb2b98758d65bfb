/** Runs the demo desk that --demo points the server at; see {@link dev.sdpmcp.launcher}. */
@NullMarked
package dev.sdpmcp.launcher.demo;

import org.jspecify.annotations.NullMarked;
