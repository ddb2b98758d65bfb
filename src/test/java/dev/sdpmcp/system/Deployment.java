package dev.sdpmcp.system;

import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * The server that the whole run talks to, started when the first test asks for it and ended with the session of the test
 * launcher. With {@code -Dsdp.url=... -Dsdp.key=...} it is somebody else's and nothing is started; what more may be done to
 * it say {@code -Dsdp.otherKey}, {@code -Dsdp.simulator} and {@code -Dsdp.pid}. Such a server needs room: 200 streams from
 * one address and 10,000 messages a minute for each.
 */
public final class Deployment implements LauncherSessionListener {

    private static @Nullable OwnServer started;
    private static @Nullable String failure;

    /** The server under test. */
    static synchronized Target target() {
        String url = System.getProperty("sdp.url", "");
        if (!url.isEmpty()) {
            return given(url);
        }
        return (started == null ? start() : started).target();
    }

    /** Once only: a server that does not start would not start for the next test either. */
    private static OwnServer start() {
        if (failure != null) {
            throw new IllegalStateException("the server did not start for an earlier test: " + failure);
        }
        try {
            OwnServer server = OwnServer.start(OwnServer.ROOMY);
            started = server;
            return server;
        } catch (RuntimeException refused) {
            failure = refused.toString();
            throw refused;
        }
    }

    private static Target given(String url) {
        String pid = System.getProperty("sdp.pid", "");
        return new Target(
                URI.create(url),
                System.getProperty("sdp.key", ""),
                property("sdp.otherKey"),
                property("sdp.simulator").map(URI::create).map(Simulator::new),
                pid.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(pid)));
    }

    private static Optional<String> property(String name) {
        return Optional.of(System.getProperty(name, "")).filter(value -> !value.isEmpty());
    }

    /** The faults of the desk behind the server; without them the test is skipped. */
    static Simulator simulator() {
        return target().simulator()
                .orElseThrow(() -> skipped("it needs a simulator behind the server (-Dsdp.simulator)"));
    }

    static String otherKey() {
        return target().otherKey().orElseThrow(() -> skipped("it needs a second API key (-Dsdp.otherKey)"));
    }

    static long pid() {
        return target().pid().orElseThrow(() -> skipped("it needs the process id of the server (-Dsdp.pid)"));
    }

    /** Aborts the running test, loudly; never returns. */
    static AssertionError skipped(String why) {
        System.getLogger(Deployment.class.getName()).log(System.Logger.Level.WARNING, "SKIPPED, since {0}", why);
        Assumptions.abort(why);
        return new AssertionError("not reached");
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        try {
            GuardedServer.stop();
        } finally {
            stop();
        }
    }

    private static synchronized void stop() {
        if (started != null) {
            OwnServer ending = started;
            started = null;
            ending.close();
        }
    }
}
