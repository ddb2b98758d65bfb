package dev.sdpmcp.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sdpmcp.audit.row.AuditRow.CallOutcome;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditQueryTest {

    private static MultivaluedMap<String, String> parameters(String... namesAndValues) {
        MultivaluedMap<String, String> parameters = new MultivaluedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return parameters;
    }

    @Test
    void is_the_newest_page_by_default() throws Exception {
        AuditQuery query = AuditQuery.of(parameters(), false);

        assertThat(query.limit()).isEqualTo(100);
        assertThat(query.form()).isEqualTo(AuditQuery.Form.PAGE);
        assertThat(query.cursor()).isEmpty();
    }

    @Test
    void accepts_times_with_any_zone_and_dates() throws Exception {
        AuditQuery query = AuditQuery.of(parameters("from", "2026-11-22", "to", "2026-11-22T10:00:00 02:00"), false);

        assertThat(query.filter().from()).contains(Instant.parse("2026-11-22T00:00:00Z"));
        assertThat(query.filter().to()).contains(Instant.parse("2026-11-22T08:00:00Z"));
    }

    @Test
    void accepts_ticket_numbers_and_outcomes() throws Exception {
        AuditQuery query = AuditQuery.of(parameters("ticket", "##1042##", "outcome", "tool_failed"), true);

        assertThat(query.filter().entity()).contains("1042");
        assertThat(query.filter().outcome()).contains(CallOutcome.TOOL_FAILED);
        assertThat(query.form()).isEqualTo(AuditQuery.Form.CSV);
    }

    @ParameterizedTest
    @CsvSource({
        "from,yesterday",
        "to,2026-13-01",
        "from,+999999999-01-01",
        "to,-999999999-01-01T00:00:00Z",
        "tool,'a\0b'",
        "keyName,'a\u001bb'",
        "to,2026-11-22T10:00:00",
        "ticket,one",
        "outcome,good",
        "limit,0",
        "limit,501",
        "limit,many",
        "cursor,guessed",
        "format,xml",
        "user,ann",
        "keyName,' '"
    })
    void reports_what_to_send_instead_of_an_invalid_value(String name, String value) {
        assertThatThrownBy(() -> AuditQuery.of(parameters(name, value), false))
                .isInstanceOf(AuditQuery.InvalidParameter.class)
                .hasMessageNotContaining("\"")
                .hasMessageMatching("(?s).{20,}");
    }

    @Test
    void rejects_repeated_parameters_and_pages_of_an_export() {
        assertThatThrownBy(() -> AuditQuery.of(parameters("keyName", "a", "keyName", "b"), false))
                .isInstanceOf(AuditQuery.InvalidParameter.class);
        assertThatThrownBy(() -> AuditQuery.of(parameters("format", "csv", "limit", "5"), false))
                .isInstanceOf(AuditQuery.InvalidParameter.class);
    }
}
