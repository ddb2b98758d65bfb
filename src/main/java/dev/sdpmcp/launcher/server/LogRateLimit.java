package dev.sdpmcp.launcher.server;

/**
 * How often something happened that strangers can cause, for a log line at once and then one a minute at most. For one thread.
 */
final class LineEachMinute {

    private static final long MINUTE_NANOS = 60_000_000_000L;

    private int waiting;
    private boolean written;
    private long last;

    /**
     * Adds to the count; call it also with 0, so that what waits is written.
     *
     * @param now by the monotonic clock, in nanoseconds
     * @return the count since the line before, if a line is to be written now; 0 if not
     */
    int add(int count, long now) {
        waiting += count;
        if (waiting == 0 || (written && now - last < MINUTE_NANOS)) {
            return 0;
        }
        int due = waiting;
        waiting = 0;
        written = true;
        last = now;
        return due;
    }
}
