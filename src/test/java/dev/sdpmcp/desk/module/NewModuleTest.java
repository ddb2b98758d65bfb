package dev.sdpmcp.desk.module;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.desk.SimulatedDesk;
import dev.sdpmcp.desk.module.engine.TenantContract;
import dev.sdpmcp.mcp.ToolListing;
import dev.sdpmcp.simulator.module.PermitModule;
import dev.sdpmcp.simulator.setting.Profile;
import dev.sdpmcp.tool.QuietContext;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A made-up module in two small files, {@link Permits} and {@link PermitModule}: its tools follow from the description,
 * and work against the simulator over HTTP.
 */
@Tag("component")
class NewModuleTest {

    private static final SimulatedDesk DESK = new SimulatedDesk(
            Profile.DEFAULT, Clock.systemUTC(), List.of(Permits.PERMITS), List.of(PermitModule.definition()));

    @BeforeEach
    void reset() {
        DESK.reset();
    }

    @AfterAll
    static void close() {
        DESK.close();
    }

    /** The number of a new permit. */
    private static String newPermit(String plate) {
        return DESK.ok("create_permit", "{'plate':'" + plate + "','garage':'North','site':'oslo'}")
                .path("display_id")
                .asText();
    }

    private static JsonNode get(String permit) {
        return DESK.ok("get_permit", "{'permit_id':'" + permit + "'}");
    }

    @Test
    void its_description_is_that_of_the_site() {
        assertThat(TenantContract.differences(Permits.PERMITS, DESK.helpDesk())).isEmpty();
    }

    @Test
    void its_tools_follow_from_the_description() {
        assertThat(DESK.tools().list(new QuietContext()).stream().map(ToolListing::name))
                .containsExactlyInAnyOrder(
                        "list_permits",
                        "get_permit",
                        "create_permit",
                        "update_permit",
                        "close_permit",
                        "delete_permit",
                        "list_notes",
                        "add_record_note",
                        "update_note",
                        "delete_note");
        assertThat(DESK.tools().declared("delete_permit").orElseThrow().scopes())
                .containsExactly("SDPOnDemand.custommodule.DELETE");
    }

    @Test
    void a_record_is_created_and_read_with_all_types_of_fields() {
        JsonNode made = DESK.ok(
                "create_permit",
                "{'plate':'EV 41207','description':'Second car of the **caretaker**','garage':'South',"
                        + "'holder':'mira.holm@example.org','site':'oslo','spaces':2,'electric':true,"
                        + "'valid_until':'2027-03-01T09:00:00Z','idempotency_key':'permit-1'}");

        JsonNode permit = get(made.path("display_id").asText());

        assertThat(made.path("display_id").asText()).isEqualTo("PP-1");
        assertThat(permit.path("plate").asText()).isEqualTo("EV 41207");
        assertThat(permit.path("description").asText()).contains("**caretaker**");
        assertThat(permit.path("garage").asText()).isEqualTo("South");
        assertThat(permit.path("holder").toString()).contains("Mira Holm");
        assertThat(permit.path("site").asText()).isEqualTo("Oslo");
        assertThat(permit.path("spaces").asInt()).isEqualTo(2);
        assertThat(permit.path("electric").asBoolean()).isTrue();
        assertThat(permit.path("valid_until").asText()).isEqualTo("2027-03-01T09:00:00Z");
        assertThat(permit.path("status").asText()).isEqualTo("Open");
    }

    @ParameterizedTest
    @ValueSource(strings = {"created_time", "valid_until", "plate"})
    void records_are_listed_in_each_order(String sort) {
        newPermit("AA 11111");
        newPermit("BB 22222");

        JsonNode page = DESK.ok("list_permits", "{'sort_by':'" + sort + "'}");

        assertThat(page.path("returned").asInt()).isEqualTo(2);
        assertThat(page.path("permits").findValuesAsText("plate")).containsExactlyInAnyOrder("AA 11111", "BB 22222");
    }

    @ParameterizedTest
    @CsvSource({"plate,BB", "site,OSLO", "status,open"})
    void a_condition_leaves_only_rows_that_meet_it(String argument, String value) {
        newPermit("BB 22222");
        DESK.ok("create_permit", "{'plate':'CC 33333','site':'bergen'}");
        DESK.ok("close_permit", "{'permit_id':'2'}");

        JsonNode page = DESK.ok("list_permits", "{'state':'all','" + argument + "':'" + value + "'}");

        assertThat(page.path("permits").findValuesAsText("plate")).containsExactly("BB 22222");
    }

    @Test
    void a_record_is_changed() {
        String permit = newPermit("AA 11111");

        DESK.ok("update_permit", "{'permit_id':'" + permit + "','plate':'ZZ 99999','spaces':3,'electric':true}");

        JsonNode changed = get(permit);
        assertThat(changed.path("plate").asText()).isEqualTo("ZZ 99999");
        assertThat(changed.path("spaces").asInt()).isEqualTo(3);
        assertThat(changed.path("electric").asBoolean()).isTrue();
        assertThat(changed.path("site").asText()).isEqualTo("Oslo");
    }

    @Test
    void a_record_is_closed_with_a_remark_and_no_longer_listed_as_open() {
        String permit = newPermit("AA 11111");

        DESK.ok("close_permit", "{'permit_id':'" + permit + "','closing_remark':'Car sold'}");

        assertThat(get(permit).path("status").asText()).isEqualTo("Closed");
        assertThat(get(permit).path("closing_remark").asText()).isEqualTo("Car sold");
        assertThat(DESK.ok("list_permits", "{}").path("returned").asInt()).isZero();
        assertThat(DESK.ok("list_permits", "{'state':'finished'}")
                        .path("returned")
                        .asInt())
                .isOne();
    }

    @Test
    void a_record_is_deleted() {
        String permit = newPermit("AA 11111");

        DESK.ok("delete_permit", "{'permit_id':'" + permit + "'}");

        assertThat(DESK.failure("get_permit", "{'permit_id':'" + permit + "'}")).contains("permit", permit);
    }

    @Test
    void notes_are_added_to_a_record_and_listed() {
        String record = "{'module':'permit','record_id':'" + newPermit("AA 11111") + "'";

        DESK.ok("add_record_note", record + ",'description':'The barrier does not open'}");

        JsonNode notes = DESK.ok("list_notes", record + "}").path("notes");
        assertThat(notes.findValuesAsText("description")).containsExactly("The barrier does not open");
    }

    @Test
    void a_wrong_argument_gets_an_error_that_says_what_is_possible() {
        assertThat(DESK.failure("create_permit", "{'plate':'AA 11111','site':'Atlantis'}"))
                .contains("Atlantis", "Oslo");
        assertThat(DESK.failure("get_permit", "{'permit_id':'4711'}")).contains("4711", "list_permits");
    }
}
