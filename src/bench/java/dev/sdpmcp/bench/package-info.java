/**
 * What does a call cost, and what does a session cost?
 *
 * <p>A plain program beside the tests: starts the real server with a copy of the real WAR, loads it over real sockets and
 * reads what the operating system says of the server's process. {@code docs/performance.md} tells how to run it.
 */
@NullMarked
package dev.sdpmcp.bench;

import org.jspecify.annotations.NullMarked;
