package dev.sdpmcp.launcher;

import java.io.PrintStream;

/** What the operator reads: facts on standard output, what is wrong on standard error. Thread-safe. */
public final class Console {

    private final PrintStream out;
    private final PrintStream err;

    public Console(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** A line for people and for scripts. */
    public void say(String line) {
        out.println(line);
        out.flush();
    }

    /** What nobody has thought of, in one line. */
    public void complainOf(RuntimeException fault) {
        complain("the start failed (" + fault + "). This is a defect; the lines above may say more.");
    }

    /** A line that names the program, as shells' users expect of errors. */
    public void complain(String line) {
        err.println("sdp-mcp: " + line);
        err.flush();
    }
}
