package dev.sdpmcp.documents;

import dev.sdpmcp.config.reading.ConfigurationKey;
import dev.sdpmcp.config.reading.ValueKind;
import java.util.Map;

/** {@code docs/configuration.md}, made from the table that the server reads its settings by. */
final class ConfigurationReference {

    private static final String HEAD = """
            # Configuration

            This file is written from the table that the server reads its settings by; do not edit it.
            `./mvnw test -Dtest=ConfigurationReferenceTest -Dsdp.write-documents` writes it anew.

            A setting is an environment variable. `start-sse.sh` and `sdp-mcp.jar` also read the file `.env` of the folder that they
            are started in; a variable of the environment wins over it, and both over the default. Every value is checked once, at
            the start: one that is missing, unreadable or out of bounds stops the start with a message that names the variable and
            what to do (exit code 5), and a variable that looks like one of these but is none is named in a warning.
            `./start-sse.sh --doctor` says all of that, and more, without starting anything.

            The template [.env.sse.example](../.env.sse.example) has all of them in the order of their use. Where the default is
            empty the meaning says what then holds. A secret is never shown: not in a log, an answer, or an error.
            """;

    /** The chapters, each by the variable that begins it. */
    private static final Map<ConfigurationKey, String> CHAPTERS = Map.of(
            ConfigurationKey.SDP_HTTP_HOST, "Where it listens",
            ConfigurationKey.SDP_API_KEYS, "Who may call",
            ConfigurationKey.SSE_MAX_CONNECTIONS_PER_IP, "Limits",
            ConfigurationKey.SDP_CLIENT_ID, "ServiceDesk Plus",
            ConfigurationKey.SDP_DATA_DIR, "What is kept",
            ConfigurationKey.LOG_LEVEL, "Logs and process",
            ConfigurationKey.OTEL_SDK_DISABLED, "Traces");

    private ConfigurationReference() {}

    static String markdown() {
        StringBuilder document = new StringBuilder(HEAD);
        for (ConfigurationKey key : ConfigurationKey.values()) {
            String chapter = CHAPTERS.get(key);
            if (chapter != null) {
                document.append("\n## ")
                        .append(chapter)
                        .append("\n\n| Variable | Default | Value | Meaning |\n|---|---|---|---|\n");
            }
            document.append(row(key));
        }
        return document.toString();
    }

    private static String row(ConfigurationKey key) {
        String otherwise = key.defaultValue().map(value -> "`" + value + "`").orElse("");
        return "| `" + key.name() + "` | " + otherwise + " | " + value(key.kind()) + " | " + key.meaning() + " |\n";
    }

    private static String value(ValueKind kind) {
        return kind.most() == 0 ? kind.unit() : kind.unit() + ", " + kind.least() + " to " + kind.most();
    }
}
