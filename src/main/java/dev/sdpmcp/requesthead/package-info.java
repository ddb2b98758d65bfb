/**
 * Is the head of an HTTP request plain enough to be served?
 *
 * <p>Pure rules on the request line and the headers that frame a request. Two programs share them: the launcher, which sees each
 * head before Payara decodes it, and {@code access}, which sees what the server beneath let through. Uses no other room and
 * nothing but the JDK.
 */
@NullMarked
package dev.sdpmcp.requesthead;

import org.jspecify.annotations.NullMarked;
