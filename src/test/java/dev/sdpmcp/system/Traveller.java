package dev.sdpmcp.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.system.Errand.Fate;
import dev.sdpmcp.system.Errand.Said;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A client of a service of several servers: goes about its errand, one call after the other, and begins anew where it is let in
 * when its session ends. Others look on.
 */
final class Traveller implements AutoCloseable {

    private static final long PAUSE_MILLIS = 200;
    private static final String GOING_DOWN = "the server went down";

    private final Target service;
    private final Errand errand;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Queue<String> lost = new ConcurrentLinkedQueue<>();
    private final Queue<Integer> refusals = new ConcurrentLinkedQueue<>();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger leftInDoubt = new AtomicInteger();
    private final Thread thread = new Thread(this::run, "traveller");
    private volatile int sessions;
    private volatile long longestWaitNanos;
    private int lastId;

    private Traveller(Target service, Errand errand) {
        this.service = service;
        this.errand = errand;
    }

    static Traveller begin(Target service, Errand errand) {
        Traveller traveller = new Traveller(service, errand);
        traveller.thread.start();
        return traveller;
    }

    private void run() {
        int opened = 0;
        long waitingSince = System.nanoTime();
        while (!isStopped()) {
            try (TestSession session = TestSession.open(service)) {
                if (isTaken(call(session, "initialize", handshake()))) {
                    session.post("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
                    sessions = ++opened;
                    longestWaitNanos = Math.max(longestWaitNanos, System.nanoTime() - waitingSince);
                    callUntilItEnds(session);
                    waitingSince = System.nanoTime();
                }
            } catch (AssertionError | UncheckedIOException notLetIn) {
                System.getLogger(Traveller.class.getName())
                        .log(System.Logger.Level.DEBUG, "not let in: {0}", notLetIn.getMessage());
            }
        }
    }

    private static ObjectNode handshake() {
        return Json.object("{'capabilities':{},'clientInfo':{'name':'traveller','version':'1'}}")
                .put("protocolVersion", TestSession.NEWEST);
    }

    private static boolean isTaken(Said said) {
        return !said.is(Fate.NOT_TAKEN) && !said.is(Fate.LOST);
    }

    private boolean isStopped() {
        try {
            return stop.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurried) {
            return true;
        }
    }

    private void callUntilItEnds(TestSession session) {
        Errand.Tools tools = (tool, arguments) -> call(session, "tools/call", TestSession.toolParams(tool, arguments));
        Said said = errand.begin(tools);
        while (isTaken(said) && stop.getCount() > 0) {
            boolean over = said.is(Fate.UNKNOWN) && isStopped(); // what is in doubt is not clear a moment later
            said = over ? said : errand.step(tools);
        }
    }

    private Said call(TestSession session, String method, ObjectNode params) {
        String id = "\"way-" + ++lastId + "\"";
        session.expect(id, method);
        int status = post(
                session,
                "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + params + "}");
        if (status != 202) {
            refusals.add(status);
            return new Said(Fate.NOT_TAKEN, MissingNode.getInstance());
        }
        try {
            return said(params, session.answerTo(id));
        } catch (AssertionError none) {
            return lost(params + ": " + none.getMessage());
        }
    }

    /** 0 if nobody was there. */
    private static int post(TestSession session, String body) {
        try {
            return session.post(body).statusCode();
        } catch (UncheckedIOException nobodyThere) {
            return 0;
        }
    }

    private Said said(ObjectNode params, JsonNode answer) {
        JsonNode content = answer.at("/result/structuredContent");
        boolean wentDown = answer.at("/error/message").asText().contains(GOING_DOWN);
        if (wentDown || content.path("indeterminate").asBoolean()) {
            leftInDoubt.incrementAndGet();
            return new Said(Fate.UNKNOWN, content);
        }
        if (!answer.has("result") || answer.at("/result/isError").asBoolean()) {
            return lost(params + ": " + answer);
        }
        answered.incrementAndGet();
        return new Said(Fate.DONE, content);
    }

    private Said lost(String what) {
        lost.add(what);
        return new Said(Fate.LOST, MissingNode.getInstance());
    }

    /** How many it had. */
    int sessions() {
        return sessions;
    }

    /** The longest time from the refusal that ended a session to the next session. */
    Duration longestWait() {
        return Duration.ofNanos(longestWaitNanos);
    }

    /** Calls that were answered with a result. */
    int answered() {
        return answered.get();
    }

    /** Calls that were answered: nobody knows whether it was done. */
    int leftInDoubt() {
        return leftInDoubt.get();
    }

    /** Calls that were accepted, and neither done nor left in doubt; with what came instead. */
    List<String> lost() {
        return List.copyOf(lost);
    }

    /** How calls were refused: how often with which status, 0 if nobody was there. */
    Map<Integer, Integer> refusals() {
        Map<Integer, Integer> counted = new TreeMap<>();
        refusals.forEach(status -> counted.merge(status, 1, Integer::sum));
        return counted;
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
