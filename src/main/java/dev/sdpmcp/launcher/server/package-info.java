/** Starts Payara Micro with the WAR in this process and tells when clients may come; see {@link dev.sdpmcp.launcher}. */
@NullMarked
package dev.sdpmcp.launcher.server;

import org.jspecify.annotations.NullMarked;
