package dev.sdpmcp.desk.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.desk.SimulatedDesk;
import dev.sdpmcp.simulator.setting.Profile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The same tools on a site with mandatory fields, computed priorities, prefixed names and read-only closed requests. */
@Tag("component")
class StrictSiteTest {

    private static final SimulatedDesk DESK = new SimulatedDesk(Profile.PTTG);

    private static final String COMPLETE = "'subject':'Printer','mode':'web form','request_type':'incident',"
            + "'urgency':'workaround','level':'frontline','impact':'affects user','category':'hardware',"
            + "'subcategory':'printer','status':'open'";

    @AfterAll
    static void close() {
        DESK.close();
    }

    @BeforeEach
    void reset() {
        DESK.reset();
    }

    @Test
    void names_the_mandatory_fields_and_what_they_take() {
        assertThat(DESK.failure("create_request", "{'subject':'x','category':'hardware'}"))
                .contains("Nothing was done", "mode (one of: E-Mail | Phone Call | Web Form)", "4 - Dead in the Water")
                .contains("subcategory (one of: Computer | General | Network | Peripheral | Printer)")
                .contains("4012");
    }

    @Test
    void creates_with_everything_given_in_plain_words() {
        JsonNode made = DESK.ok("create_request", "{" + COMPLETE + "}");

        JsonNode read = DESK.ok("get_request", "{'request_id':" + made.path("id") + "}");
        assertThat(read.path("standing").path("urgency").asText()).isEqualTo("3 - Have Workaround");
        assertThat(read.path("classification").path("level").asText()).isEqualTo("1 - Frontline");
    }

    @Test
    void says_that_the_priority_is_computed() {
        assertThat(DESK.failure("create_request", "{" + COMPLETE + ",'priority':'high'}"))
                .contains("computes the priority");
    }

    @Test
    void passes_on_that_a_closed_request_cannot_be_changed() {
        assertThat(DESK.failure("update_request", "{'request_id':'1','category':'software','subcategory':'database'}"))
                .contains("category")
                .contains("refused");
    }

    @Test
    void lists_by_plain_names() {
        JsonNode list = DESK.ok("list_requests", "{'priority':'high','status':'onhold','state':'all'}");

        assertThat(list.path("requests")).isNotEmpty().allSatisfy(row -> {
            assertThat(row.path("priority").asText()).isEqualTo("3 - High");
            assertThat(row.path("status").asText()).isEqualTo("On Hold");
        });
    }

    @Test
    void works_a_ticket_from_beginning_to_end() {
        String number = DESK.ok("create_request", "{" + COMPLETE + "}")
                .path("display_id")
                .asText();
        DESK.ok("assign_request", "{'request_id':'" + number + "','technician':'omar'}");
        DESK.ok("add_note", "{'request_id':'" + number + "','text':'on my way','show_to_requester':true}");

        JsonNode closed = DESK.ok("close_request", "{'request_id':'" + number + "','resolution':'new toner'}");

        assertThat(closed.path("status").asText()).isEqualTo("Closed");
        assertThat(DESK.ok("get_request_conversation", "{'request_id':'" + number + "'}")
                        .path("entries")
                        .findValuesAsText("text"))
                .contains("on my way");
    }
}
