/** The form of the log, also for the server that runs in this process; see {@link dev.sdpmcp.launcher}. */
@NullMarked
package dev.sdpmcp.launcher.log;

import org.jspecify.annotations.NullMarked;
