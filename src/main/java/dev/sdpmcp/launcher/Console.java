package dev.sdpmcp.launcher;

import dev.sdpmcp.launcher.log.Journal;
import dev.sdpmcp.launcher.log.Severity;
import java.io.PrintStream;

/** What the operator reads: facts on standard output, what is wrong on standard error. Thread-safe. */
public final class Console {

    private static final String WARNING = "warning: ";

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
        print(Severity.ERROR, line);
    }

    /** The same of something that is not wrong, and no result either. */
    public void note(String line) {
        print(Severity.INFO, line);
    }

    private void print(Severity severity, String line) {
        err.println(Journal.prefix(line.startsWith(WARNING) ? Severity.WARN : severity) + "sdp-mcp: " + line);
        err.flush();
    }
}
