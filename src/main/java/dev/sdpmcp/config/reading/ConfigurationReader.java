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
import dev.sdpmcp.config.TraceSettings;
import dev.sdpmcp.config.UpstreamSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Period;
import java.util.Optional;

/** Reader of the typed configuration from raw values, with validation. */
public final class ConfigurationReader {

    private final TypedValues values;

    private ConfigurationReader(ConfigurationSource source) {
        this.values = new TypedValues(source);
    }

    /**
     * Reads and validates all settings.
     *
     * @throws InvalidConfigurationException with all problems, if there are any
     */
    public static ServerConfiguration read(ConfigurationSource source) {
        return new ConfigurationReader(source).read();
    }

    private ServerConfiguration read() {
        HttpSettings http = new ListenerReading(values).read();
        AccessSettings access = new AccessReading(values).read(http.host());
        SessionLimits sessions = sessions();
        StorageSettings storage = new StorageReading(values).read();
        UpstreamSettings upstream = new UpstreamReading(values).read(storage.keepTokens());
        AuditSettings audit = audit();
        LogSettings logging = logging();
        TraceSettings traces = new TraceReading(values).read();
        BackupSettings backups = backups(storage.dataDirectory());
        if (!values.problems().isEmpty()) {
            throw new InvalidConfigurationException(values.problems());
        }
        return new ServerConfiguration(http, access, sessions, upstream, storage, audit, logging, traces, backups);
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
                acceptedBreak());
    }

    private Optional<AcceptedBreak> acceptedBreak() {
        Optional<String> given = values.text(ConfigurationKey.SDP_AUDIT_ACCEPTED_BREAK);
        Optional<AcceptedBreak> read = given.flatMap(AcceptedBreak::parse);
        if (given.isPresent() && read.isEmpty()) {
            values.refuse(
                    ConfigurationKey.SDP_AUDIT_ACCEPTED_BREAK,
                    "is %s. Give the value printed by --verify-audit: a row number, a minus sign and 64 hexadecimal digits."
                            .formatted(TypedValues.quoted(given.get())));
        }
        return read;
    }

    private BackupSettings backups(Path dataDirectory) {
        Optional<Duration> interval = values.isGiven(ConfigurationKey.SDP_BACKUP_INTERVAL)
                ? Optional.of(values.duration(ConfigurationKey.SDP_BACKUP_INTERVAL))
                : Optional.empty();
        return new BackupSettings(
                values.folder(ConfigurationKey.SDP_BACKUP_DIR).orElseGet(() -> dataDirectory.resolve("backups")),
                interval,
                values.count(ConfigurationKey.SDP_BACKUP_KEEP));
    }

    private LogSettings logging() {
        return new LogSettings(
                values.choice(ConfigurationKey.LOG_LEVEL, LogSettings.Level.class),
                values.flag(ConfigurationKey.SDP_DEBUG_REQUESTS, false),
                values.choice(ConfigurationKey.LOG_FORMAT, LogSettings.Format.class));
    }
}
