package dev.sdpmcp.launcher.server;

/**
 * Rate limit for a log line with a count: the first at once, then at most one a minute. Not thread-safe.
 */
final class LogRateLimit {

    private static final long MINUTE_NANOS = 60_000_000_000L;

    private int pending;
    private boolean written;
    private long last;

    /**
     * Adds to the count; to be called with 0 as well, so that a pending count is logged.
     *
     * @param now monotonic time in nanoseconds
     * @return the count since the last line if a line is due, otherwise 0
     */
    int add(int count, long now) {
        pending += count;
        if (pending == 0 || (written && now - last < MINUTE_NANOS)) {
            return 0;
        }
        int due = pending;
        pending = 0;
        written = true;
        last = now;
        return due;
    }
}
