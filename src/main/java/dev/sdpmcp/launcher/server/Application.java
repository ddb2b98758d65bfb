package dev.sdpmcp.launcher.server;

import dev.sdpmcp.launcher.setting.ExitCode;
import dev.sdpmcp.requesthead.RequestHead;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/** The deployed application, as far as it shows itself to this process: by the MBean that it registers. */
public final class Application {

    private static final String[] TEXTS = {String.class.getName(), String.class.getName()};

    private static final Duration PAUSE = Duration.ofMillis(20);

    private final ObjectName name = nameOf("dev.sdpmcp:type=ServerControl");
    private final ObjectName headRefusals = nameOf("dev.sdpmcp:type=HeadRefusals");

    /** Whether it was deployed and is there now. */
    public boolean isDeployed() {
        return server(name).isPresent();
    }

    /** Whether it says that clients may come. */
    public boolean isReady() {
        return Boolean.TRUE.equals(attribute("Ready"));
    }

    /** Names of the readiness checks that say no. */
    public List<String> missing() {
        return attribute("Missing") instanceof String[] names ? List.of(names) : List.of("application");
    }

    /** In a few words: {@code ready}, or the names of the readiness checks that say no. */
    public String state() {
        return isReady() ? "ready" : "not ready: " + String.join(", ", missing());
    }

    /** What must be mended before it can become ready, a sentence each, and what to end with; empty as a rule. */
    public Map<String, ExitCode> problems() {
        Map<String, ExitCode> problems = new LinkedHashMap<>();
        if (attribute("Problems") instanceof Map<?, ?> places) {
            places.forEach((sentence, place) -> problems.put(sentence.toString(), ExitCode.valueOf(place.toString())));
        }
        return problems;
    }

    /** Has it log that clients may connect, with the time that the start took; does nothing if it is not there. */
    public void announceReady() {
        Optional<MBeanServer> server = server(name);
        if (server.isEmpty()) {
            return;
        }
        try {
            server.get().invoke(name, "announceReady", new Object[0], new String[0]);
        } catch (JMException | RuntimeException failed) { // what it throws unchecked comes wrapped, and unchecked again
            System.getLogger(Application.class.getName())
                    .log(System.Logger.Level.WARNING, "the application did not log its start", failed);
        }
    }

    /** Returns when it is not deployed any more, or after this time. */
    public void awaitEnd(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (isDeployed() && System.nanoTime() < end) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /**
     * Has it say goodbye to its clients while its streams are alive. Returns when that is done or the grace is over; does
     * nothing if it is not there.
     */
    public void stop(Duration grace) {
        Optional<MBeanServer> server = server(name);
        if (server.isEmpty()) {
            return;
        }
        try {
            server.get().invoke(name, "stop", new Object[] {grace.toMillis()}, new String[] {long.class.getName()});
        } catch (InstanceNotFoundException notThere) {
            return;
        } catch (JMException | RuntimeException failed) { // what it throws unchecked comes wrapped, and unchecked again
            System.getLogger(Application.class.getName())
                    .log(System.Logger.Level.WARNING, "the application did not stop in order", failed);
        }
    }

    /** Has it read again what may change while it runs. Returns after some seconds at most; does nothing if it is not there. */
    public void reload() {
        Optional<MBeanServer> server = server(name);
        if (server.isEmpty()) {
            return;
        }
        try {
            server.get().invoke(name, "reload", new Object[0], new String[0]);
        } catch (InstanceNotFoundException notThere) {
            return;
        } catch (JMException | RuntimeException failed) { // what it throws unchecked comes wrapped, and unchecked again
            System.getLogger(Application.class.getName())
                    .log(System.Logger.Level.WARNING, "the application did not reload", failed);
        }
    }

    /**
     * Has it count and log a request that is refused for its head.
     *
     * @param peer the address at the other end of the connection
     * @return the whole answer as text; empty if the application is not there
     */
    Optional<String> refusalOf(String peer, RequestHead.Flaw flaw) {
        try {
            Optional<MBeanServer> server = server(headRefusals);
            return server.isEmpty()
                    ? Optional.empty()
                    : Optional.of(String.valueOf(
                            server.get().invoke(headRefusals, "refuse", new Object[] {peer, flaw.name()}, TEXTS)));
        } catch (JMException | RuntimeException notThere) {
            return Optional.empty();
        }
    }

    /** Looked for and never made: a server that brings an MBean server of its own must be the first to ask for one. */
    private static Optional<MBeanServer> server(ObjectName name) {
        return MBeanServerFactory.findMBeanServer(null).stream()
                .filter(server -> server.isRegistered(name))
                .findFirst();
    }

    private Object attribute(String attribute) {
        Optional<MBeanServer> server = server(name);
        if (server.isEmpty()) {
            return "not there";
        }
        try {
            return server.get().getAttribute(name, attribute);
        } catch (JMException | RuntimeException notThere) {
            return "not there";
        }
    }

    private static ObjectName nameOf(String text) {
        try {
            return new ObjectName(text);
        } catch (MalformedObjectNameException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
