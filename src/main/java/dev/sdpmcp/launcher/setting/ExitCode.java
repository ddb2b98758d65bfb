package dev.sdpmcp.launcher.setting;

import java.util.List;

/** Exit codes, as listed by {@code start-sse.sh --help}. Code 3 is that of the JVM when it is out of memory. */
public enum ExitCode {
    /** Stopped gracefully, or done. */
    STOPPED(0, false),
    /** A command with a negative result; also the code of a JVM that does not start. */
    NO(1, false),
    /** Unknown option. */
    USAGE(2, false),
    /** No JDK, or one that is too old; used by start-sse.sh, since an old JDK cannot run this class. */
    JDK(4, false),
    /** A variable is missing or wrong. */
    CONFIGURATION(5, false),
    /** The port is taken, or the address is not this machine's. */
    PORT(6, true),
    /** The data folder cannot be used. */
    DATA_FOLDER(7, false),
    /** The demo desk did not start. */
    DEMO_DESK(8, true),
    /** The server did not start, or did not become ready. */
    SERVER(9, true),
    /** The build failed, or an artefact is missing. */
    BUILD(10, false),
    /** Halted because stopping took too long. */
    CUT_OFF(11, true),
    /** The database cannot be used. */
    DATABASE(12, true);

    private final int number;
    private final boolean retryable;

    ExitCode(int number, boolean retryable) {
        this.number = number;
        this.retryable = retryable;
    }

    /** The number of the exit code. */
    public int number() {
        return number;
    }

    /** @param messages one line for each problem */
    public StartRefused refusal(List<String> messages) {
        return new StartRefused(this, messages);
    }

    /** A refusal for one problem. */
    public StartRefused refusal(String message) {
        return refusal(List.of(message));
    }

    /** Whether a later start may succeed without a fix: a supervisor retries only after these. */
    public boolean retryable() {
        return retryable;
    }
}
