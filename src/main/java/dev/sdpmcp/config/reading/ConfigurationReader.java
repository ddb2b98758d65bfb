package dev.sdpmcp.config.reading;

import dev.sdpmcp.config.AcceptedBreak;
import dev.sdpmcp.config.AccessSettings;
import dev.sdpmcp.config.AuditSettings;
import dev.sdpmcp.config.BackupSettings;
import dev.sdpmcp.config.HttpSettings;
import dev.sdpmcp.config.LogSettings;
import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.config.SessionLimits;
import dev.sdpmcp.config.StorageSettings;
import java.nio.file.Path;
import java.time.Period;

/** Reader of the typed configuration from raw values, with validation. */
public record ConfigurationReader(TypedValues values) {

    /**
     * Reads and validates all settings.
     *
     * @throws InvalidConfigurationException with all problems, if there are any
     */
    public static ServerConfiguration read(ConfigurationSource source) {
        return new ConfigurationReader(new TypedValues(source)).read();
    }

    private ServerConfiguration read() {
        HttpSettings http = new ListenerReading(values).read();
        AccessSettings access = new AccessReading(values).read(http.host());
        SessionLimits sessions = sessions();
        StorageSettings storage = new StorageReading(values).read();
        ServerConfiguration configuration = new ServerConfiguration(
                http,
                access,
                sessions,
                new UpstreamReading(values).read(storage.keepTokens()),
                storage,
                audit(),
                logging(),
                new TraceReading(values).read(),
                backups(storage.dataDirectory()));
        values.throwProblems();
        return configuration;
    }

    private SessionLimits sessions() {
        int total = values.count(ConfigurationKey.SSE_MAX_TOTAL_CONNECTIONS);
        boolean givenPerKey = values.isGiven(ConfigurationKey.SSE_MAX_CONNECTIONS_PER_KEY);
        return new SessionLimits(
                values.count(ConfigurationKey.SSE_MAX_CONNECTIONS_PER_IP),
                givenPerKey ? values.count(ConfigurationKey.SSE_MAX_CONNECTIONS_PER_KEY) : total,
                total,
                values.count(ConfigurationKey.SSE_RATE_LIMIT_PER_MIN),
                values.count(ConfigurationKey.SSE_RATE_LIMIT_PER_IP_PER_MIN),
                values.count(ConfigurationKey.SSE_RATE_LIMIT_PER_KEY_PER_MIN),
                values.duration(ConfigurationKey.SSE_SESSION_TIMEOUT),
                values.duration(ConfigurationKey.SSE_KEEPALIVE_INTERVAL));
    }

    private AuditSettings audit() {
        return new AuditSettings(
                values.flag(ConfigurationKey.SDP_USE_AUDIT_LOG, true),
                values.choice(ConfigurationKey.SDP_AUDIT_MODE, AuditSettings.Mode.class),
                Period.ofDays(values.count(ConfigurationKey.SDP_AUDIT_RETENTION_DAYS)),
                values.text(
                                ConfigurationKey.SDP_AUDIT_ACCEPTED_BREAK,
                                text -> AcceptedBreak.parse(text).isPresent(),
                                "Give the value printed by --verify-audit: a row number, a minus sign and 64 hexadecimal digits.")
                        .flatMap(AcceptedBreak::parse));
    }

    private BackupSettings backups(Path dataDirectory) {
        return new BackupSettings(
                values.folder(ConfigurationKey.SDP_BACKUP_DIR).orElseGet(() -> dataDirectory.resolve("backups")),
                values.text(ConfigurationKey.SDP_BACKUP_INTERVAL)
                        .map(text -> values.duration(ConfigurationKey.SDP_BACKUP_INTERVAL)),
                values.count(ConfigurationKey.SDP_BACKUP_KEEP));
    }

    private LogSettings logging() {
        return new LogSettings(
                values.choice(ConfigurationKey.LOG_LEVEL, LogSettings.Level.class),
                values.flag(ConfigurationKey.SDP_DEBUG_REQUESTS, false),
                values.choice(ConfigurationKey.LOG_FORMAT, LogSettings.Format.class));
    }
}
