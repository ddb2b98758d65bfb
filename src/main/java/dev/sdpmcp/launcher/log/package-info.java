/** Format and configuration of the log, also of the server in this process; see {@link dev.sdpmcp.launcher}. */
@NullMarked
package dev.sdpmcp.launcher.log;

import org.jspecify.annotations.NullMarked;
