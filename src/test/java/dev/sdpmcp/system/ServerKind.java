package dev.sdpmcp.system;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The servers that the same WAR runs on. A run of the suite starts one kind, {@code -Dsdp.server=payara-micro}, {@code
 * wildfly} or {@code payara-server}, by the script that an operator would use. Tests of what only one kind has bear its
 * name as a tag; docs/servers.md names them.
 */
enum ServerKind {
    /** What {@code ./start-sse.sh} starts; it brings its own server. */
    PAYARA_MICRO("./start-sse.sh", ""),
    WILDFLY("domain-config/wildfly.sh", "JBOSS_HOME"),
    PAYARA_SERVER("domain-config/payara-server.sh", "PAYARA_HOME");

    /** The tag of tests about {@code start-sse.sh} and the server inside it. */
    static final String MICRO_ONLY = "payara-micro";

    /**
     * The quick compiler alone halves the CPU of a start (docs/performance.md), and a suite starts many servers. Those of {@code
     * LauncherIT}, a release, the demo and the soak run as they are delivered.
     */
    private static final String QUICK_START = "-XX:TieredStopAtLevel=1";

    private static final Path PROJECT =
            Path.of(System.getProperty("sdp.project", "")).toAbsolutePath();

    private final String script;
    private final String homeVariable;

    ServerKind(String script, String homeVariable) {
        this.script = script;
        this.homeVariable = homeVariable;
    }

    /** The kind that this run is about. */
    static ServerKind ofThisRun() {
        String name = System.getProperty("sdp.server", MICRO_ONLY);
        return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /**
     * Whether the connection of a client that does not read breaks in the middle of an event. WildFly keeps the rest of that
     * event until its write time-out, so that a client that reads again sooner sees the event whole, and the end after it.
     */
    boolean cutsSlowReaders() {
        return this != WILDFLY;
    }

    /** Whether a head with characters or lines that HTTP does not know is refused without a word of the application. */
    boolean refusesByItselfWhatItCannotParse() {
        return this == WILDFLY;
    }

    /** Starts one in the foreground; its line {@code ready:} says where clients may come. */
    ChildProcess start(Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(settings);
        environment.putIfAbsent("SDP_JAVA_OPTS", QUICK_START);
        if (!homeVariable.isEmpty()) {
            environment.put(homeVariable, System.getProperty("sdp.serverHome", ""));
        }
        return ChildProcess.start(PROJECT, "ready:", environment, List.of(script));
    }
}
