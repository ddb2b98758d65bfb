package dev.sdpmcp.documents;

import dev.sdpmcp.config.reading.ConfigurationKey;
import java.util.Map;

/** {@code docs/configuration.md}, made from the table that the server reads its settings by. */
final class ConfigurationReference {

    private static final String HEAD = """
            # Configuration

            This file is written from the table that the server reads its settings by; do not edit it.
            `./mvnw test -Dtest=ConfigurationReferenceTest -Dsdp.write-documents` writes it again.

            A setting is an environment variable. `start-sse.sh` and `sdp-mcp.jar` also read the file `.env` of the folder that they
            are started in; a variable of the environment wins over it, and both over the default. Every value is checked once, at
            the start: one that is missing, unreadable or out of bounds stops the start with a message that names the variable and
            what to do (exit code 5), and a variable that looks like one of these but is none is named in a warning.
            `./start-sse.sh --doctor` says all of that, and more, without starting anything.

            The template [.env.sse.example](../.env.sse.example) has all of them in the order of their use. Where the default is
            empty the meaning says what then holds. A secret is never shown: not in a log, an answer, or an error.

            ## Secrets from files

            Each secret can be given as `NAME_FILE` instead: the absolute path of a file that holds the value, as Docker, Kubernetes
            and systemd hand secrets over ([deployment](deployment.md#secrets-from-files)). Both at once stop the start, as does a
            file that is missing, unreadable, empty, larger than 64 KiB or no UTF-8 text; the message names the variable and the
            path, never the content. Line ends at the end of the file do not count. A file of a comma list may have one entry a
            line instead, blank lines, and lines that begin with `#`. On every server, WildFly and Payara Server too.

            Files are read at the start. Those of `SDP_API_KEYS_FILE` and `SDP_ADMIN_API_KEYS_FILE` are read again when they change:
            [Changing a key](security.md#changing-a-key-without-a-restart).

            ## Durations

            A duration is a whole number with a unit: `500ms`, `90s`, `30m`, `2h`, `7d`. A plain number has the unit that the table
            names, milliseconds or days, as it always had. Both must be within the bounds of the table; what is kept in days must
            be whole days.
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
        return "| `" + key.name() + "` | " + otherwise + " | " + value(key) + " | " + key.meaning() + " |\n";
    }

    private static String value(ConfigurationKey key) {
        return key.kind().allowed()
                + key.fileVariable().map(file -> ", or `" + file + "`").orElse("");
    }
}
