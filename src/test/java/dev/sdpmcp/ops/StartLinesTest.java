package dev.sdpmcp.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.config.reading.ConfigurationReader;
import dev.sdpmcp.config.reading.ConfigurationSource;
import dev.sdpmcp.dispatch.ServerIdentity;
import dev.sdpmcp.mcp.ServerInstructions;
import dev.sdpmcp.telemetry.LogLine;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StartLinesTest {

    private final Map<String, String> values = new HashMap<>(Map.of(
            "SDP_API_KEYS", "alice:0123456789abcdef0123456789abcdef",
            "SDP_CLIENT_ID", "1000.ABC",
            "SDP_CLIENT_SECRET", "client-secret",
            "SDP_INSTANCE_NAME", "itdesk",
            "SDP_DATA_DIR", "/var/lib/sdp-mcp"));

    private List<String> lines() {
        return StartLines.lines(
                        ServerIdentity.ofThisBuild(ServerInstructions.NONE),
                        "Payara Micro 7.2026.11",
                        ConfigurationReader.read(ConfigurationSource.of(values)),
                        14)
                .stream()
                .map(LogLine::asText)
                .toList();
    }

    @Test
    void contain_version_address_database_and_limits() {
        List<String> lines = lines();

        assertThat(lines).allMatch(line -> line.startsWith("start "));
        assertThat(lines.get(0))
                .contains(" version=", " commit=", " server=\"Payara Micro 7.2026.11\"", " java=" + Runtime.version());
        assertThat(lines.get(1))
                .contains(" address=127.0.0.1:3000", " dataFolder=/var/lib/sdp-mcp", " database=embedded");
        assertThat(lines.get(2)).contains(" endpoints=\"GET /sse, POST /messages\"", " tools=14");
        assertThat(lines.get(3)).contains(" connections=", " messagesPerMinute=", " callsPerMinute=");
    }

    @Test
    void contain_the_database_but_no_secret() {
        values.putAll(Map.of(
                "SDP_DB_HOST", "db.example.com",
                "SDP_DB_NAME", "sdp_mcp",
                "SDP_DB_USER", "sdp_mcp",
                "SDP_DB_PASSWORD", "database-password",
                "SDP_ENCRYPTION_KEY", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="));

        assertThat(lines().get(1))
                .contains(" database=postgresql", " databaseHost=db.example.com:5432", " databaseName=sdp_mcp");
        assertThat(String.join(" ", lines()))
                .doesNotContain("database-password", "client-secret", "0123456789abcdef", "MDEyMzQ1");
    }
}
