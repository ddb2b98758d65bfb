package dev.sdpmcp.launcher.setting;

/**
 * Why the process ended; {@code start-sse.sh --help} lists the same numbers. 3 is the JVM's own, for want of memory.
 */
public enum ExitCode {
    /** Asked to stop, and stopped in order. */
    STOPPED(0),
    /** A command ran, and its answer is no. */
    NO(1),
    /** An option that is not known. */
    USAGE(2),
    /** No JDK, or one that is too old; told by start-sse.sh, since an old JDK cannot run this class. */
    JDK(4),
    /** A variable is missing or wrong. */
    CONFIGURATION(5),
    /** The port is taken, or the address is not this machine's. */
    PORT(6),
    /** The data folder cannot be used. */
    DATA_FOLDER(7),
    /** The demo desk did not start. */
    DEMO_DESK(8),
    /** The server did not start, or did not become ready. */
    SERVER(9),
    /** The build failed, or an artefact is missing. */
    BUILD(10),
    /** Asked to stop, but had to be cut off. */
    CUT_OFF(11),
    /** The database cannot be used. */
    DATABASE(12);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /** The number that the shell sees. */
    public int number() {
        return number;
    }
}
