package dev.sdpmcp.desk.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.desk.SimulatedDesk;
import dev.sdpmcp.simulator.setting.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("component")
class TechnicianToolsTest {

    private static final SimulatedDesk DESK = new SimulatedDesk(Profile.DEFAULT);

    @AfterAll
    static void close() {
        DESK.close();
    }

    @BeforeEach
    void reset() {
        DESK.reset();
    }

    @Test
    void lists_page_by_page() {
        JsonNode first = DESK.ok("list_technicians", "{'page_size':5}");
        JsonNode last = DESK.ok("list_technicians", "{'page_size':5,'page':3}");

        assertThat(first.path("returned").asInt()).isEqualTo(5);
        assertThat(first.has("next")).isTrue();
        assertThat(last.has("next")).isFalse();
        assertThat(last.path("has_more").asBoolean()).isFalse();
        assertThat(last.path("total").asInt())
                .isEqualTo(10 + last.path("returned").asInt());
        assertThat(DESK.ok("list_technicians", "{'page':99}").path("returned").asInt())
                .isZero();
    }

    @Test
    void goes_on_from_the_last_one() {
        JsonNode page = DESK.ok("list_technicians", "{'page_size':5}");
        List<String> seen = new ArrayList<>(page.findValuesAsText("name"));
        while (page.path("has_more").asBoolean()) {
            page = DESK.ok(
                    "list_technicians",
                    "{'page_size':4,'cursor':'" + page.path("next").asText() + "'}");
            seen.addAll(page.findValuesAsText("name"));
        }

        assertThat(seen).doesNotHaveDuplicates().hasSize(page.path("total").asInt());
        assertThat(DESK.failure("find_technician", "{'query':'omar','cursor':'nonsense'}"))
                .contains("no cursor");
    }

    /** {@code find_technician} has no argument for the size of a page. */
    @Test
    @Tag("reports")
    void a_page_that_was_cut_says_how_to_go_on() {
        List<Technician> people = Stream.of("1", "2")
                .map(id -> new Technician(id, "Somebody", null, null, null))
                .toList();
        TechnicianPage page = new TechnicianPage(people, 42, false, false, null, "");

        assertThat(page.ofSize(1).note())
                .isEqualTo("Only 1 of 2 fit into one answer: leave page out and go on with next.");
    }

    @Test
    void finds_by_parts_of_the_name_in_any_order_and_by_address() {
        assertThat(names("{'query':'diaz, omar'}")).containsExactly("Omar Diaz");
        assertThat(names("{'query':'OMAR.DIAZ@example.org'}")).containsExactly("Omar Diaz");
        assertThat(names("{'query':'nobody'}")).isEmpty();
    }

    @Test
    void asks_once_for_many_searches() {
        names("{'query':'omar'}");
        DESK.backDoor("DELETE", "/_sim/requests", "");

        names("{'query':'priya'}");

        assertThat(DESK.log().toString()).doesNotContain("/technicians");
    }

    @Test
    void falls_back_to_users_who_are_technicians() {
        DESK.fault("{\"kind\":\"html_401\",\"path\":\"/technicians\",\"count\":5}");

        JsonNode list = DESK.ok("list_technicians", "{'page_size':100}");

        assertThat(list.path("technicians").findValuesAsText("name"))
                .contains("Omar Diaz")
                .doesNotContain("Mira Holm");
        assertThat(list.path("note").asText()).contains("users");
    }

    @Test
    void falls_back_to_whom_requests_name() {
        DESK.fault("{\"kind\":\"html_401\",\"path\":\"/technicians\",\"count\":5}");
        DESK.fault("{\"kind\":\"not_found\",\"path\":\"/users\",\"count\":5}");

        JsonNode list = DESK.ok("list_technicians", "{'page_size':100}");

        assertThat(list.path("technicians").findValuesAsText("name")).contains("Omar Diaz");
        assertThat(list.has("total")).isFalse();
        assertThat(list.path("note").asText()).contains("SDPOnDemand.technicians.READ", "may be others");
    }

    private static java.util.List<String> names(String arguments) {
        return DESK.ok("find_technician", arguments).path("technicians").findValuesAsText("name");
    }
}
