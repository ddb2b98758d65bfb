package dev.sdpmcp.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.simulator.setting.Profile;
import dev.sdpmcp.tool.FailureCause;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The cause that a failed tool call has, whichever tool words the failure. */
@Tag("component")
class FailureCauseTest {

    private static final SimulatedDesk DESK = new SimulatedDesk(Profile.DEFAULT);

    private String number = "";

    @AfterAll
    static void close() {
        DESK.close();
    }

    @BeforeEach
    void reset() {
        DESK.reset();
        number = DESK.newRequest();
    }

    private String ofThisRequest(String more) {
        return "{'request_id':'" + number + "'" + more + "}";
    }

    @ParameterizedTest
    @CsvSource({
        "rate_limited, RATE_LIMITED",
        "server_error, UPSTREAM_UNAVAILABLE",
        "unavailable, UPSTREAM_UNAVAILABLE",
        "html_400, UPSTREAM_MALFORMED",
        "html_401, CREDENTIALS",
        "not_found, NOT_FOUND"
    })
    void a_read_has_that_of_the_help_desk(String fault, FailureCause cause) {
        DESK.fault("{\"kind\":\"" + fault + "\",\"method\":\"GET\",\"path\":\"/requests/*\",\"count\":9}");

        assertThat(DESK.causeOf("get_request", ofThisRequest(""))).isEqualTo(cause);
    }

    @ParameterizedTest
    @CsvSource({"rate_limited, RATE_LIMITED", "drop, UPSTREAM_UNAVAILABLE", "not_found, NOT_FOUND"})
    void a_change_has_that_of_the_help_desk(String fault, FailureCause cause) {
        DESK.fault("{\"kind\":\"" + fault + "\",\"method\":\"PUT\",\"path\":\"/requests/*\"}");
        assertThat(DESK.causeOf("update_request", ofThisRequest(",'subject':'Other'")))
                .isEqualTo(cause);

        DESK.fault("{\"kind\":\"" + fault + "\",\"method\":\"POST\",\"path\":\"/requests/*/notes\"}");
        assertThat(DESK.causeOf("add_note", ofThisRequest(",'text':'Seen'"))).isEqualTo(cause);
    }

    @Test
    void a_closure_that_fails_half_way_has_that_of_the_half_that_failed() {
        DESK.fault("{\"kind\":\"server_error\",\"method\":\"PUT\",\"path\":\"/requests/*/close\",\"count\":9}");

        assertThat(DESK.causeOf("close_request", ofThisRequest(",'resolution':'New cable'")))
                .isEqualTo(FailureCause.UPSTREAM_UNAVAILABLE);
    }

    @Test
    void what_the_help_desk_refuses_and_what_the_caller_got_wrong_are_told_apart() {
        assertThat(DESK.causeOf("get_request", "{'request_id':'999999'}")).isEqualTo(FailureCause.NOT_FOUND);
        assertThat(DESK.causeOf("get_request", "{'request_id':'abc'}")).isEqualTo(FailureCause.ARGUMENTS);
        assertThat(DESK.causeOf("update_request", ofThisRequest(",'priority':'no such thing'")))
                .isEqualTo(FailureCause.ARGUMENTS);
        assertThat(DESK.causeOf("revert_change", "{'change_id':'0-0'}")).isEqualTo(FailureCause.NOT_FOUND);
        DESK.settings("{\"mandatoryFields\":[\"urgency\"]}");
        assertThat(DESK.causeOf("create_request", "{'subject':'A','requester':'mira.holm@example.org'}"))
                .isEqualTo(FailureCause.UPSTREAM_REFUSED);
    }

    @Test
    void a_database_that_is_away_is_the_cause_also_where_a_change_is_refused_for_it() {
        DESK.databaseIsAway();
        try {
            assertThat(DESK.causeOf("get_change_history", ofThisRequest(""))).isEqualTo(FailureCause.DATABASE);
            assertThat(DESK.causeOf("update_request", ofThisRequest(",'subject':'Other'")))
                    .isEqualTo(FailureCause.DATABASE);
        } finally {
            DESK.databaseIsBack();
        }
    }
}
