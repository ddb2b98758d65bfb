package dev.sdpmcp.launcher.server;

import dev.sdpmcp.launcher.setting.ExitCode;
import dev.sdpmcp.requesthead.RequestHead;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/** Client of the MBeans of the deployed application in this process. Thread-safe. */
public final class Application {

    private static final String[] TEXTS = {String.class.getName(), String.class.getName()};

    private static final Duration PAUSE = Duration.ofMillis(20);

    private final ObjectName name = nameOf("dev.sdpmcp:type=ServerControl");
    private final ObjectName headRefusals = nameOf("dev.sdpmcp:type=HeadRefusals");

    /** Whether the application is deployed. */
    public boolean isDeployed() {
        return server(name).isPresent();
    }

    /** Whether the application is ready for clients. */
    public boolean isReady() {
        return Boolean.TRUE.equals(attribute("Ready"));
    }

    /** Names of the readiness checks that fail. */
    public List<String> missing() {
        return attribute("Missing") instanceof String[] names ? List.of(names) : List.of("application");
    }

    /** {@code ready}, or the names of the readiness checks that fail. */
    public String state() {
        return isReady() ? "ready" : "not ready: " + String.join(", ", missing());
    }

    /** Problems that must be fixed before the application can become ready, with their exit codes; usually empty. */
    public Map<String, ExitCode> problems() {
        Map<String, ExitCode> problems = new LinkedHashMap<>();
        if (attribute("Problems") instanceof Map<?, ?> places) {
            places.forEach((sentence, place) -> problems.put(sentence.toString(), ExitCode.valueOf(place.toString())));
        }
        return problems;
    }

    /** Makes the application log its start; does nothing if it is not deployed. */
    public void announceReady() {
        invoke("announceReady", "the application did not log its start");
    }

    /** Waits until the application is not deployed any more, at most this long. */
    public void awaitEnd(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (isDeployed() && System.nanoTime() < end) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /**
     * Stops gracefully, with notice to clients. Returns when done or when the grace is over; does nothing if not
     * deployed.
     */
    public void stop(Duration grace) {
        invoke("stop", "the application did not stop gracefully", grace.toMillis());
    }

    /**
     * Reloads the settings that may change. Returns within seconds; does nothing if the application is not deployed.
     */
    public void reload() {
        invoke("reload", "the application did not reload");
    }

    private void invoke(String operation, String failure, Long... arguments) {
        String[] types = Stream.of(arguments).map(each -> long.class.getName()).toArray(String[]::new);
        try {
            Optional<MBeanServer> server = server(name);
            if (server.isPresent()) {
                server.get().invoke(name, operation, arguments, types);
            }
        } catch (InstanceNotFoundException undeployed) {
            return;
        } catch (JMException | RuntimeException failed) { // a RuntimeMBeanException is unchecked
            System.getLogger(Application.class.getName()).log(System.Logger.Level.WARNING, failure, failed);
        }
    }

    /**
     * Makes the application count and log a request that is refused for its head.
     *
     * @param peer address of the client
     * @return the complete response as text; empty if the application is not deployed
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

    /** Never creates an MBean server: a server with its own implementation must create the first one. */
    private static Optional<MBeanServer> server(ObjectName name) {
        return MBeanServerFactory.findMBeanServer(null).stream()
                .filter(server -> server.isRegistered(name))
                .findFirst();
    }

    private Object attribute(String attribute) {
        try {
            Optional<MBeanServer> server = server(name);
            return server.isPresent() ? server.get().getAttribute(name, attribute) : "not deployed";
        } catch (JMException | RuntimeException notThere) {
            return "not deployed";
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
