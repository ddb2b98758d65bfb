package dev.sdpmcp.desk.module;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.desk.SimulatedDesk;
import dev.sdpmcp.simulator.setting.Profile;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** B21: what going on in a list promises, and what it costs. */
@Tag("component")
@Tag("reports")
class GoingOnTest {

    /** It stands still, so that all that is made has the same time. */
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T09:30:00Z"), ZoneOffset.UTC);

    private static final SimulatedDesk DESK = new SimulatedDesk(Profile.DEFAULT, CLOCK);

    @AfterAll
    static void close() {
        DESK.close();
    }

    @ParameterizedTest
    @CsvSource({
        "created_time, 5, ''",
        "last_updated_time, 5, A record whose last_updated_time changes meanwhile may come again or be missed. To work"
                + " the list to its end sort by created_time.",
        "priority, 5, A record whose priority changes meanwhile may come again or be missed. To work the list to its"
                + " end sort by created_time.",
    })
    void B21_an_order_that_work_may_change_is_noted_while_more_follows(String sort, int size, String note) {
        String arguments = "{'sort_by':'" + sort + "','page_size':";

        assertThat(DESK.ok("list_requests", arguments + size + "}").path("note").asText())
                .isEqualTo(note);
        assertThat(DESK.ok("list_requests", arguments + "100}").has("note")).isFalse();
    }

    @Test
    void B21_many_rows_of_one_moment_cost_few_calls() {
        for (int i = 0; i < 90; i++) {
            DESK.ok("create_request", "{'subject':'Onemoment " + i + "','requester':'mira.holm@example.org'}");
        }
        String arguments = "{'query':'onemoment','page_size':5";
        JsonNode answer = DESK.ok("search_requests", arguments + "}");
        int most = 0;
        int rows = 0;
        while (answer.has("next")) {
            rows += answer.path("returned").asInt();
            int before = DESK.log().path("entries").size();
            answer = DESK.ok(
                    "search_requests",
                    arguments + ",'cursor':'" + answer.path("next").asText() + "'}");
            most = Math.max(most, DESK.log().path("entries").size() - before);
        }

        assertThat(rows + answer.path("returned").asInt()).isEqualTo(90);
        assertThat(most).isEqualTo(2);
    }
}
