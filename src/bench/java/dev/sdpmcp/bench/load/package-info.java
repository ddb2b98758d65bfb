/**
 * Makes load over real sockets with one thread, so that the driver leaves the machine to the server: non-blocking
 * connections, requests as bytes that are ready, and just enough of HTTP to see where an answer ends.
 */
@NullMarked
package dev.sdpmcp.bench.load;

import org.jspecify.annotations.NullMarked;
