package dev.sdpmcp.desk.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.desk.SimulatedDesk;
import dev.sdpmcp.simulator.setting.Profile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What ServiceDesk Plus or a database could not take is refused with a sentence that says what fits. */
@Tag("component")
class OddInputTest {

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "txt_a\\u0000",
                "",
                "txt a",
                "txt_é",
                "x123456789y123456789y123456789y123456789y123456789"
                        + "y123456789y123456789y123456789y123456789y123456789y"
            })
    void names_of_additional_fields_are_short_and_plain(String name) {
        String arguments = ",'udf_fields':{'" + name + "':'x'}}";

        assertThat(DESK.failure("update_request", "{'request_id':'" + number + "'" + arguments))
                .contains("There is no additional field", "txt_cost_centre")
                .doesNotContain("\u0000")
                .hasSizeLessThan(400);
        assertThat(DESK.failure("create_request", "{'subject':'x'" + arguments))
                .contains("There is no additional field");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+999999999-12-31", "-999999999-01-01T00:00:00Z", "1969-12-31", "+10000-01-01"})
    void times_are_of_years_that_can_be_kept(String time) {
        assertThat(DESK.failure("create_request", "{'subject':'x','due_by_time':'" + time + "'}"))
                .contains("due_by_time", "1970 to 9999");
        assertThat(DESK.failure("search_requests", "{'query':'x','created_after':'" + time + "'}"))
                .contains("created_after", "1970 to 9999");
        assertThat(DESK.failure("get_change_history", "{'request_id':'" + number + "','before':'" + time + "'}"))
                .contains("before", "1970 to 9999");
        assertThat(DESK.failure(
                        "update_request",
                        "{'request_id':'" + number + "','udf_fields':{'dt_needed_by':'" + time + "'}}"))
                .contains("dt_needed_by", "1970 to 9999");
    }

    @Test
    void a_change_id_is_plain_text() {
        assertThat(DESK.failure("revert_change", "{'change_id':'a\\u0000b'}")).contains("There is no change");
        assertThat(DESK.failure("get_change_history", "{'request_id':'" + number + "','before':'a\\u0000b'}"))
                .contains("before", "change_id");
    }
}
