package dev.sdpmcp.ops;

import dev.sdpmcp.config.AccessSettings;
import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.config.SessionLimits;
import dev.sdpmcp.config.StorageSettings;
import dev.sdpmcp.config.StorageSettings.Postgres;
import dev.sdpmcp.dispatch.ServerIdentity;
import dev.sdpmcp.lifecycle.ServerReady;
import dev.sdpmcp.persistence.DatabaseWatch;
import dev.sdpmcp.telemetry.EventLog;
import dev.sdpmcp.telemetry.LogLine;
import dev.sdpmcp.tool.registry.ToolRegistry;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import java.lang.System.Logger.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Logs the first lines of a start: version, address, database and limits, and the line that the server is ready. They
 * contain no secret.
 */
@ApplicationScoped
public class StartLines {

    /** Before the database is opened, which may log. */
    private static final int FIRST = DatabaseWatch.OPENS_AT - 1;

    /** Set by the launcher, which knows the version of the server that it starts. */
    private static final String SERVER_PROPERTY = "dev.sdpmcp.server";

    @Inject
    private EventLog log;

    private volatile @Nullable String server;

    /** In a web application the container passes the servlet context; it is not a bean yet. */
    void initialized(@Observes @Initialized(ApplicationScoped.class) Object given) {
        if (given instanceof ServletContext context) {
            server = System.getProperty(SERVER_PROPERTY, context.getServerInfo());
        }
    }

    void start(
            @Observes @Priority(FIRST) Startup event,
            ServerIdentity identity,
            ServerConfiguration configuration,
            ToolRegistry tools) {
        lines(identity, server, configuration, tools.names().size()).forEach(line -> log.write(Level.INFO, line));
    }

    void ready(@Observes ServerReady event) {
        log.write(Level.INFO, LogLine.of("ready").with("ms", event.took().toMillis()));
    }

    /**
     * The lines of a start.
     *
     * @param server name and version that the server reports; null if it reports none
     * @param tools number of tools
     */
    static List<LogLine> lines(
            ServerIdentity identity, @Nullable String server, ServerConfiguration configuration, int tools) {
        return List.of(
                LogLine.of("start")
                        .with("version", identity.implementation().version())
                        .with("commit", identity.commit())
                        .with("server", server)
                        .with("java", Runtime.version()),
                place(configuration),
                LogLine.of("start")
                        .with("endpoints", "GET /sse, POST /messages")
                        .with("tools", tools),
                limits(configuration));
    }

    private static LogLine place(ServerConfiguration configuration) {
        StorageSettings storage = configuration.storage();
        LogLine line = LogLine.of("start")
                .with(
                        "address",
                        address(
                                configuration.http().host(),
                                configuration.http().port()))
                .with("publicUrl", configuration.http().publicUrl().orElse(null))
                .with("dataFolder", storage.dataDirectory())
                .with("database", storage.postgres().isPresent() ? "postgresql" : "embedded");
        return storage.postgres().map(postgres -> in(postgres, line)).orElse(line);
    }

    private static LogLine in(Postgres postgres, LogLine line) {
        return line.with("databaseHost", address(postgres.host(), postgres.port()))
                .with("databaseName", postgres.database())
                .with("databaseEncryption", postgres.encryption());
    }

    private static LogLine limits(ServerConfiguration configuration) {
        SessionLimits limits = configuration.sessions();
        AccessSettings access = configuration.access();
        return LogLine.of("start")
                .with("keys", access.apiKeys().size())
                .with("addresses", access.admitsEveryAddress() ? "all" : "listed")
                .with("connections", limits.connectionsInTotal())
                .with("connectionsPerAddress", limits.connectionsPerAddress())
                .with("connectionsPerKey", limits.connectionsPerKey())
                .with("messagesPerMinute", limits.messagesPerMinute())
                .with("requestsPerMinutePerAddress", limits.requestsPerMinuteOfAddress())
                .with("requestsPerMinutePerKey", limits.requestsPerMinuteOfKey())
                .with("callsPerMinute", configuration.upstream().callsPerMinute());
    }

    private static String address(String host, int port) {
        return (host.indexOf(':') >= 0 ? '[' + host + ']' : host) + ":" + port;
    }
}
