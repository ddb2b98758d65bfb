/**
 * Makes an installation out of the one jar of a release and keeps the server that runs in it; see
 * {@link dev.sdpmcp.launcher}.
 */
@NullMarked
package dev.sdpmcp.launcher.onejar;

import org.jspecify.annotations.NullMarked;
