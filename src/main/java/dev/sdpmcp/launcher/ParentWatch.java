package dev.sdpmcp.launcher;

import java.io.IOException;
import java.io.InputStream;

/**
 * Listener for the parent process of a server on standard input: each byte requests a reload, and the end of the
 * stream, also after a crash of the parent, stops the server.
 */
final class ParentWatch {

    /** System property: {@code true} if there is such a parent. */
    static final String PROPERTY = "dev.sdpmcp.exit-with-parent";

    private ParentWatch() {}

    /** Does nothing unless the property is set. */
    static void start(InputStream input, Runnable reload, Runnable stop) {
        if (!Boolean.getBoolean(PROPERTY)) {
            return;
        }
        Thread watch = new Thread(() -> listen(input, reload, stop), "parent-watch");
        watch.setDaemon(true);
        watch.start();
    }

    private static void listen(InputStream input, Runnable reload, Runnable stop) {
        try {
            while (input.read() >= 0) {
                reload.run();
            }
        } catch (IOException broken) {
            System.getLogger(ParentWatch.class.getName())
                    .log(
                            System.Logger.Level.WARNING,
                            "reading from the parent process failed: {0}",
                            broken.getMessage());
        }
        stop.run();
    }
}
