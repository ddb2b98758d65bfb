package dev.sdpmcp.launcher.server;

import dev.sdpmcp.launcher.server.grizzly.Listeners;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Cuts off clients that send the line and headers of a request too slowly. The server has a time-out for a connection that is
 * silent, and one for each read; a client that sends a byte now and then meets neither, and would keep its connection for
 * ever. One daemon thread, which costs requests nothing: it looks at the open connections every few seconds.
 */
final class HeaderTimeout {

    /** From a look that finds a request begun to the one that cuts it off: half a minute, with what a look may be late. */
    private static final Duration LIMIT = Duration.ofSeconds(28);

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
    private static final Logger LOG = System.getLogger(HeaderTimeout.class.getName());

    private final Listeners listeners;
    private final HeaderDeadlines<Head> heads = new HeaderDeadlines<>(LIMIT);
    private final LineEachMinute lines = new LineEachMinute();
    private String lastCut = "";

    private HeaderTimeout(Listeners listeners) {
        this.listeners = listeners;
    }

    /** The line and headers of a request that have begun and not ended: the first, second, ... of its connection. */
    private record Head(Listeners.Connection connection, int number) {}

    /** @throws ReflectiveOperationException if this server's connections cannot be looked at */
    static void watch(Listeners listeners) throws ReflectiveOperationException {
        HeaderTimeout watch = new HeaderTimeout(listeners);
        watch.look();
        Thread thread = new Thread(
                new RepeatedCheck(watch::look, BETWEEN_LOOKS, HeaderTimeout::tell, HeaderTimeout::giveUp),
                "slow-heads");
        thread.setDaemon(true);
        thread.start();
    }

    private static void tell(Exception failed) {
        LOG.log(Level.WARNING, "A look at the open connections failed; the next one follows: {0}", failed.toString());
    }

    private static void giveUp(Exception changed) {
        LOG.log(Level.ERROR, "Requests that arrive too slowly are no longer cut off: {0}", changed.toString());
    }

    private void look() throws ReflectiveOperationException {
        List<Head> unfinished = new ArrayList<>();
        for (Listeners.Connection connection : listeners.connections()) {
            OptionalInt number = connection.unfinishedHead();
            if (number.isPresent()) {
                unfinished.add(new Head(connection, number.getAsInt()));
            }
        }
        List<Head> overdue = heads.among(unfinished, System.nanoTime());
        for (Head head : overdue) {
            lastCut = head.connection().peer().map(Object::toString).orElse("");
            head.connection().cut();
        }
        int count = lines.add(overdue.size(), System.nanoTime());
        if (count > 0) {
            LOG.log(
                    Level.INFO,
                    "Cut off {0} connections on which a request did not arrive in time, the last of them from {1}",
                    count,
                    lastCut);
        }
    }
}
