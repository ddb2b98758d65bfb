/** The form of the server's log where lines are read by machines; see {@link dev.sdpmcp.launcher}. */
@NullMarked
package dev.sdpmcp.launcher.log;

import org.jspecify.annotations.NullMarked;
