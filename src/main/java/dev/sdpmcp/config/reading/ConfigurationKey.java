package dev.sdpmcp.config.reading;

import static dev.sdpmcp.config.reading.ConfigurationKey.ValueKind.CHOICE;
import static dev.sdpmcp.config.reading.ConfigurationKey.ValueKind.FLAG;
import static dev.sdpmcp.config.reading.ConfigurationKey.ValueKind.LIST;
import static dev.sdpmcp.config.reading.ConfigurationKey.ValueKind.PATH;
import static dev.sdpmcp.config.reading.ConfigurationKey.ValueKind.PORT;
import static dev.sdpmcp.config.reading.ConfigurationKey.ValueKind.SECRET;
import static dev.sdpmcp.config.reading.ConfigurationKey.ValueKind.SECRETS;
import static dev.sdpmcp.config.reading.ConfigurationKey.ValueKind.TEXT;
import static dev.sdpmcp.config.reading.ConfigurationKey.ValueKind.URL;
import static dev.sdpmcp.config.reading.ConfigurationKey.ValueKind.count;
import static dev.sdpmcp.config.reading.ConfigurationKey.ValueKind.days;
import static dev.sdpmcp.config.reading.ConfigurationKey.ValueKind.milliseconds;

import dev.sdpmcp.config.ToolBounds;
import dev.sdpmcp.config.reading.TypedValues.DurationText;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All variables of this server: the table for reading, warnings and the reference. The name of a constant is the name
 * of the variable.
 */
@SuppressWarnings("ImmutableEnumChecker") // ValueKind is a record of primitives and one String
public enum ConfigurationKey {
    // listener
    SDP_HTTP_HOST(TEXT, "127.0.0.1", "address to bind"),
    SDP_HTTP_PORT(PORT, "3000", "port to bind"),
    SDP_ALLOWED_HOSTS(LIST, null, "host names accepted in a Host header; the names of the bound host if not set"),
    SDP_ALLOWED_ORIGINS(LIST, null, "origins accepted in an Origin header; the server's own if not set"),
    SDP_ENABLE_CORS(FLAG, "false", "answer CORS preflight requests of SDP_ALLOWED_ORIGINS, which must be set then"),
    SDP_PUBLIC_URL(
            URL,
            null,
            "URL that clients open, https://HOST/sse or https://HOST/PATH/sse behind a proxy; for --doctor and the path"),

    // access
    SDP_API_KEYS(SECRETS, null, "API keys of clients, each KEY or NAME:KEY, 32 characters or more; required"),
    SDP_ADMIN_API_KEYS(SECRETS, null, "API keys that may also list and close all sessions"),
    SDP_KEY_RIGHTS(
            LIST,
            null,
            "tools that each key may use, NAME=RIGHTS, or *=RIGHTS for the keys that are not named: read (reading only), agent"
                    + " (daily work on tickets), lead (all but deletion), admin (all), or toolsets such as"
                    + " requests+solutions or requests+readonly; all tools if not set"),
    SDP_TOOLSETS(
            LIST,
            ToolBounds.DEFAULT,
            "toolsets that are offered: default (daily work on tickets), all, or names of docs/tools.md"),
    SDP_READ_ONLY(FLAG, "false", "offer only tools that change nothing"),
    SDP_ALLOWED_IPS(LIST, null, "client addresses and CIDR ranges, * for everyone; required unless bound to loopback"),
    SDP_ALLOW_LOOPBACK(
            FLAG,
            "true",
            "admit requests of this machine (loopback address, loopback host name, no proxy) regardless of"
                    + " SDP_ALLOWED_IPS and SDP_ALLOWED_HOSTS"),
    SDP_TRUSTED_PROXIES(
            LIST,
            "127.0.0.0/8,::1",
            "addresses and CIDR ranges of trusted proxies, whose forwarding headers count; none for no proxy"),

    // limits
    SSE_MAX_CONNECTIONS_PER_IP(count(1, 100_000), "10", "open streams of one client address"),
    SSE_MAX_CONNECTIONS_PER_KEY(count(1, 100_000), null, "open streams of one API key; the total if not set"),
    SSE_MAX_TOTAL_CONNECTIONS(count(1, 100_000), "1000", "open streams in total"),
    SSE_RATE_LIMIT_PER_MIN(count(1, 1_000_000), "60", "messages per minute and connection"),
    SSE_RATE_LIMIT_PER_IP_PER_MIN(count(1, 10_000_000), "1200", "requests per minute and client address"),
    SSE_RATE_LIMIT_PER_KEY_PER_MIN(count(1, 10_000_000), "3000", "requests per minute and API key"),
    SSE_SESSION_TIMEOUT(milliseconds(1_000, 604_800_000), "1800000", "idle time after which a session is closed"),
    SSE_KEEPALIVE_INTERVAL(
            milliseconds(100, 300_000), "30000", "time between two keep-alive comments on an idle stream"),

    // ServiceDesk Plus
    SDP_CLIENT_ID(TEXT, null, "client id of the Zoho self client; required without --demo"),
    SDP_CLIENT_SECRET(SECRET, null, "client secret of the Zoho self client; required without --demo"),
    SDP_REFRESH_TOKEN(SECRET, null, "refresh token of the Zoho self client; not needed after --authorize CODE"),
    SDP_INSTANCE_NAME(TEXT, null, "instance, the INSTANCE of https://HOST/app/INSTANCE; required without --demo"),
    SDP_DATA_CENTER(CHOICE, "US", "data centre: US, EU, IN, AU, CN, JP, CA, UK or SA"),
    SDP_BASE_URL(URL, null, "API host, for a custom domain; from the data centre if not set"),
    SDP_ACCOUNTS_URL(URL, null, "OAuth host; from the data centre if not set"),
    SDP_RATE_LIMIT_PER_MINUTE(count(1, 100_000), "60", "calls per minute to ServiceDesk Plus, of all sessions"),
    SDP_MAX_TEXT_CHARACTERS(
            count(1_000, 100_000), "20000", "maximum length of a description, resolution or note that a model writes"),
    SDP_TIME_ZONE(
            TEXT,
            null,
            "time zone of times without an offset and of dates, an IANA name such as America/New_York, or UTC; the"
                    + " zone in which ServiceDesk Plus shows times to the account of this server if not set"),
    SDP_RESULT_BUDGET(
            count(2_000, 1_000_000), "20000", "maximum length of the text of one result of a tool, in characters"),
    SDP_DEFAULT_TECHNICIAN_EMAIL(TEXT, null, "technician for operations that need one and name none"),

    // storage
    SDP_DATA_DIR(PATH, "./data", "embedded database, generated keys, journals"),
    SDP_DB_HOST(TEXT, null, "PostgreSQL host; the embedded database is used if not set"),
    SDP_DB_PORT(PORT, "5432", "PostgreSQL port"),
    SDP_DB_NAME(TEXT, null, "PostgreSQL database; required with SDP_DB_HOST"),
    SDP_DB_USER(TEXT, null, "PostgreSQL user; required with SDP_DB_HOST"),
    SDP_DB_PASSWORD(SECRET, null, "PostgreSQL password; required with SDP_DB_HOST"),
    SDP_DB_SSL(
            CHOICE,
            null,
            "connection to PostgreSQL: true (encrypted, certificate and host name are verified), unverified"
                    + " (encrypted, not verified) or false; true unless SDP_DB_HOST is loopback"),
    SDP_DB_SSL_ROOT_CERT(
            PATH,
            null,
            "PEM file with the root certificates for SDP_DB_SSL=true; the trust store of the JVM if not set"),
    SDP_DB_POOL_SIZE(count(2, 100), "10", "maximum number of connections to the database"),
    SDP_ENCRYPTION_KEY(SECRET, null, "base64 of 32 bytes, encrypts stored tokens; required with SDP_DB_HOST"),
    SDP_PREVIOUS_ENCRYPTION_KEYS(SECRETS, null, "former values of SDP_ENCRYPTION_KEY, for decryption only"),
    SDP_USE_DB_TOKENS(FLAG, "true", "store OAuth tokens in the database"),
    SDP_USE_AUDIT_LOG(FLAG, "true", "write the audit log"),
    SDP_AUDIT_MODE(
            CHOICE, "strict", "changes while the audit log cannot be written: strict (refuse them) or best-effort"),
    SDP_AUDIT_RETENTION_DAYS(days(1, 36_500), "365", "age at which audit rows are deleted"),
    SDP_AUDIT_ACCEPTED_BREAK(TEXT, null, "break of the audit log that you accept, as printed by --verify-audit"),

    // backups
    SDP_BACKUP_DIR(
            PATH,
            null,
            "folder of scheduled backups and of --backup without a file; backups in SDP_DATA_DIR if not set"),
    SDP_BACKUP_INTERVAL(milliseconds(600_000, 2_678_400_000L), null, "time between scheduled backups; none if not set"),
    SDP_BACKUP_KEEP(count(1, 10_000), "7", "number of backups that the schedule keeps in SDP_BACKUP_DIR"),

    // log and process
    LOG_LEVEL(CHOICE, "info", "error, warn, info, debug or trace"),
    LOG_FORMAT(CHOICE, "text", "text or json"),
    SDP_DEBUG_REQUESTS(FLAG, "false", "log requests and responses, with secrets masked"),
    SDP_JAVA_OPTS(TEXT, null, "further JVM options for start-sse.sh, which override its own"),

    // traces
    OTEL_SDK_DISABLED(FLAG, null, "true: send no traces although OTEL_EXPORTER_OTLP_ENDPOINT is set; false is refused"),
    OTEL_EXPORTER_OTLP_ENDPOINT(URL, null, "collector of traces, OTLP over HTTP; no traces if not set"),
    OTEL_EXPORTER_OTLP_HEADERS(SECRETS, null, "headers for the collector, each NAME=VALUE"),
    OTEL_SERVICE_NAME(TEXT, "sdp-mcp", "name of this server in traces"),
    OTEL_TRACES_SAMPLER_ARG(TEXT, "1", "share of new traces that are sampled, 0 to 1"),
    OTEL_PROPAGATORS(CHOICE, "tracecontext", "trace context in requests to ServiceDesk Plus: tracecontext or none");

    static final String FILE_SUFFIX = "_FILE";

    private final ValueKind kind;
    private final Optional<String> defaultValue;
    private final String meaning;

    ConfigurationKey(ValueKind kind, @Nullable String defaultValue, String meaning) {
        this.kind = kind;
        this.defaultValue = Optional.ofNullable(defaultValue);
        this.meaning = meaning;
    }

    /** Unit, bounds, and whether the value is a secret. */
    public ValueKind kind() {
        return kind;
    }

    /** The default; empty if there is none or it depends on other settings. */
    public Optional<String> defaultValue() {
        return defaultValue;
    }

    /** Description for the reference, in one line. */
    public String meaning() {
        return meaning;
    }

    /** The variable {@code NAME_FILE} for a file with the value; empty unless this is a secret. */
    public Optional<String> fileVariable() {
        return kind.secret() ? Optional.of(name() + FILE_SUFFIX) : Optional.empty();
    }

    /** Names of all variables, including the {@code NAME_FILE} of each secret. */
    public static Set<String> variables() {
        Set<String> names = new LinkedHashSet<>();
        for (ConfigurationKey key : values()) {
            names.add(key.name());
            key.fileVariable().ifPresent(names::add);
        }
        return names;
    }

    /**
     * Type and bounds of a setting.
     *
     * @param unit type or unit, for the reference
     * @param min the smallest number, for numbers
     * @param max the greatest number, for numbers
     * @param secret whether the value must never be shown
     */
    public record ValueKind(String unit, long min, long max, boolean secret) {

        static final ValueKind TEXT = new ValueKind("text", 0, 0, false);
        static final ValueKind LIST = new ValueKind("comma list", 0, 0, false);
        static final ValueKind FLAG = new ValueKind("true or false", 0, 0, false);
        static final ValueKind URL = new ValueKind("URL", 0, 0, false);
        static final ValueKind CHOICE = new ValueKind("word", 0, 0, false);
        static final ValueKind PATH = new ValueKind("path", 0, 0, false);
        static final ValueKind PORT = new ValueKind("port", 1, 65_535, false);
        static final ValueKind SECRET = new ValueKind("secret", 0, 0, true);
        static final ValueKind SECRETS = new ValueKind("comma list of secrets", 0, 0, true);

        static ValueKind count(long min, long max) {
            return new ValueKind("count", min, max, false);
        }

        static ValueKind milliseconds(long min, long max) {
            return new ValueKind("milliseconds", min, max, false);
        }

        static ValueKind days(long min, long max) {
            return new ValueKind("days", min, max, false);
        }

        /** Whether the value is a duration, which may have a unit. */
        public boolean isDuration() {
            return DurationText.isUnit(unit);
        }

        /** Allowed values, for the reference: the unit, and the bounds if there are any. */
        public String allowed() {
            if (isDuration()) {
                return "duration, %s to %s; a plain number is %s"
                        .formatted(DurationText.format(min, unit), DurationText.format(max, unit), unit);
            }
            return max == 0 ? unit : unit + ", " + min + " to " + max;
        }
    }
}
