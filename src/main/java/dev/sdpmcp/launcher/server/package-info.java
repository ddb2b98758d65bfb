/** Starts Payara Micro with the WAR in this process and waits until it is ready; see {@link dev.sdpmcp.launcher}. */
@NullMarked
package dev.sdpmcp.launcher.server;

import org.jspecify.annotations.NullMarked;
