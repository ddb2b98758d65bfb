package dev.sdpmcp.launcher;

import java.io.IOException;
import java.io.InputStream;

/**
 * Hears the parent of a server, which holds the other end of its standard input: each byte asks for a reload, and the end, however
 * the parent ended, stops the server.
 */
final class ParentWatch {

    /** System property: {@code true} if the parent does so. */
    static final String PROPERTY = "dev.sdpmcp.exit-with-parent";

    private ParentWatch() {}

    /** Does nothing unless the property is set. */
    static void start(InputStream input, Runnable reload, Runnable stop) {
        if (!Boolean.getBoolean(PROPERTY)) {
            return;
        }
        Thread watch = new Thread(() -> awaitEnd(input, reload, stop), "parent-watch");
        watch.setDaemon(true);
        watch.start();
    }

    private static void awaitEnd(InputStream input, Runnable reload, Runnable stop) {
        try {
            while (input.read() >= 0) {
                reload.run();
            }
        } catch (IOException broken) {
            System.getLogger(ParentWatch.class.getName())
                    .log(System.Logger.Level.WARNING, "the pipe of the parent broke: {0}", broken.getMessage());
        }
        stop.run();
    }
}
