/**
 * Does the whole keep its contract, seen from outside, over real sockets?
 *
 * <p>Every case is a client of one deployment: {@link dev.sdpmcp.system.Deployment} starts one for the whole run, or takes
 * the one that {@code -Dsdp.url} names. Knows nothing of the server's classes.
 */
@NullMarked
package dev.sdpmcp.system;

import org.jspecify.annotations.NullMarked;
