package dev.sdpmcp.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.audit.row.AuditRow;
import dev.sdpmcp.audit.row.AuditRow.CallOutcome;
import dev.sdpmcp.audit.row.AuditRow.RowKind;
import dev.sdpmcp.audit.row.GivenRow;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The hashed bytes of a row, written out: every later version must be able to verify rows in databases. */
class RowFormTest {

    private static final String BEFORE = "0".repeat(64);
    private static final AuditRow ROW = GivenRow.row(
            "call-1",
            RowKind.CALL,
            Instant.parse("2026-11-30T12:00:00.000001Z"),
            "server",
            "ann",
            "get_request",
            "1042",
            CallOutcome.TOOL_FAILED);

    private static String sha256(String text) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest);
    }

    /** No character of the row takes more than a byte. */
    private static String form(String... values) {
        return List.of(values).stream()
                .map(value -> value.equals("-") ? "-" : value.length() + ":" + value)
                .collect(Collectors.joining());
    }

    private static String columns(String cause) {
        return form(
                "sdp-mcp audit row 1",
                "7",
                BEFORE,
                "call-1",
                "CALL",
                "1796040000000001",
                "server",
                "ann",
                "5e55",
                "10.0.0.7",
                "client",
                "-",
                "req-1",
                "tools/call",
                "get_request",
                "{\"request_id\":\"1042\"}",
                "TOOL_FAILED",
                "request",
                "-",
                "1042",
                "1042",
                "[{\"method\":\"GET\"}]",
                "1234",
                cause);
    }

    @Test
    void hashes_a_row_without_a_cause() throws Exception {
        assertThat(RowColumns.hash(7, BEFORE, RowColumns.of(ROW))).isEqualTo(sha256(columns("-")));
    }

    @Test
    void hashes_a_row_with_a_cause() throws Exception {
        AuditRow failed = GivenRow.because(ROW, "upstream_unavailable");

        assertThat(RowColumns.hash(7, BEFORE, RowColumns.of(failed)))
                .isEqualTo(sha256(columns("upstream_unavailable")));
    }
}
