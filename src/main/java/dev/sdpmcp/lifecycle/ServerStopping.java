package dev.sdpmcp.lifecycle;

import java.time.Instant;

/**
 * CDI event: the server is about to stop, while its listener and its streams are still alive. Fired once, synchronously;
 * an observer finishes what runs, says goodbye to its clients, and returns by the deadline.
 *
 * @param deadline when the streams will be cut, whether observers have returned or not
 */
public record ServerStopping(Instant deadline) {}
