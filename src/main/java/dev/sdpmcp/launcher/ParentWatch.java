package dev.sdpmcp.launcher;

import java.io.IOException;
import java.io.InputStream;

/** Stops a server whose parent has ended: the parent holds the other end of its standard input, and never writes. */
final class ParentWatch {

    /** System property: {@code true} if the parent does so. */
    static final String PROPERTY = "dev.sdpmcp.exit-with-parent";

    private ParentWatch() {}

    /** Does nothing unless the property is set. */
    static void start(InputStream input, Runnable stop) {
        if (!Boolean.getBoolean(PROPERTY)) {
            return;
        }
        Thread watch = new Thread(() -> awaitEnd(input, stop), "parent-watch");
        watch.setDaemon(true);
        watch.start();
    }

    private static void awaitEnd(InputStream input, Runnable stop) {
        try {
            while (input.read() >= 0) {
                // nothing is said here that would mean something
            }
        } catch (IOException broken) {
            System.getLogger(ParentWatch.class.getName())
                    .log(System.Logger.Level.WARNING, "the pipe of the parent broke: {0}", broken.getMessage());
        }
        stop.run();
    }
}
