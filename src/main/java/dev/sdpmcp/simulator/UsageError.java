package dev.sdpmcp.simulator;

/** A command line that cannot be understood; the message has the reason. */
final class UsageError extends Exception {
    private static final long serialVersionUID = 1L;

    UsageError(String message) {
        super(message);
    }
}
