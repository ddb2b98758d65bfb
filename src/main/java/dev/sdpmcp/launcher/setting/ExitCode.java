package dev.sdpmcp.launcher.setting;

/**
 * Why the process ended; {@code start-sse.sh --help} lists the same numbers. 3 is the JVM's own, for want of memory.
 */
public enum ExitCode {
    /** Asked to stop, and stopped in order. */
    STOPPED(0, false),
    /** A command ran, and its answer is no; of a server it is the JVM's own: it did not start. */
    NO(1, false),
    /** An option that is not known. */
    USAGE(2, false),
    /** No JDK, or one that is too old; told by start-sse.sh, since an old JDK cannot run this class. */
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
    /** Asked to stop, but had to be cut off. */
    CUT_OFF(11, true),
    /** The database cannot be used. */
    DATABASE(12, true);

    private final int number;
    private final boolean mayPass;

    ExitCode(int number, boolean mayPass) {
        this.number = number;
        this.mayPass = mayPass;
    }

    /** The number that the shell sees. */
    public int number() {
        return number;
    }

    /** Whether the same start may succeed later although nobody corrects anything: a supervisor tries again after these alone. */
    public boolean mayPass() {
        return mayPass;
    }
}
