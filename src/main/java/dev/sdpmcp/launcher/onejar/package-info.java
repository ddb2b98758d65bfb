/**
 * Unpacks an installation from sdp-mcp.jar and supervises the server that runs in it; see {@link dev.sdpmcp.launcher}.
 */
@NullMarked
package dev.sdpmcp.launcher.onejar;

import org.jspecify.annotations.NullMarked;
