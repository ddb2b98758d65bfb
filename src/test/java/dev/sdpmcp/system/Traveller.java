package dev.sdpmcp.system;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A client of a service of several servers: calls, one call after the other, and begins anew where it is let in when its session
 * ends. Others look on.
 */
final class Traveller implements AutoCloseable {

    private static final long PAUSE_MILLIS = 200;

    private final Target service;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Queue<String> lost = new ConcurrentLinkedQueue<>();
    private final Thread thread = new Thread(this::run, "traveller");
    private volatile int sessions;
    private final AtomicInteger answered = new AtomicInteger();

    private Traveller(Target service) {
        this.service = service;
    }

    static Traveller begin(Target service) {
        Traveller traveller = new Traveller(service);
        traveller.thread.start();
        return traveller;
    }

    private void run() {
        int opened = 0;
        while (!isStopped()) {
            try (TestSession session = TestSession.ready(service)) {
                sessions = ++opened;
                callUntilItEnds(session);
            } catch (AssertionError | UncheckedIOException notLetIn) {
                System.getLogger(Traveller.class.getName())
                        .log(System.Logger.Level.DEBUG, "not let in: {0}", notLetIn.getMessage());
            }
        }
    }

    private boolean isStopped() {
        try {
            return stop.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurried) {
            return true;
        }
    }

    private void callUntilItEnds(TestSession session) {
        for (int i = 1; stop.getCount() > 0; i++) {
            String id = "\"way-" + i + "\"";
            session.expect(id, "tools/call");
            int status = session.post("{\"jsonrpc\":\"2.0\",\"id\":" + id
                            + ",\"method\":\"tools/call\",\"params\":{\"name\":\"list_requests\",\"arguments\":{}}}")
                    .statusCode();
            if (status != 202) {
                return;
            }
            try {
                session.answerTo(id);
                answered.incrementAndGet();
            } catch (AssertionError none) {
                lost.add(id + " of session " + sessions + ": " + none.getMessage());
                return;
            }
        }
    }

    int sessions() {
        return sessions;
    }

    int answered() {
        return answered.get();
    }

    /** Calls that were accepted and not answered. */
    List<String> lost() {
        return List.copyOf(lost);
    }

    @Override
    public void close() {
        stop.countDown();
        try {
            thread.join(TestSession.PATIENCE.toMillis());
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
