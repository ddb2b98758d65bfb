package dev.sdpmcp.desk.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.desk.SimulatedDesk;
import dev.sdpmcp.desk.module.ReferenceKinds;
import dev.sdpmcp.simulator.setting.Profile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("component")
class MetadataToolsTest {

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
    void shows_all_kinds() {
        JsonNode kinds = DESK.ok("get_metadata", "{}").path("kinds");

        assertThat(kinds)
                .hasSize(ReferenceKinds.LISTED.size() + 1)
                .allSatisfy(kind -> assertThat(kind.path("returned").asInt())
                        .as(kind.path("kind").asText())
                        .isPositive());
    }

    @Test
    void tells_what_a_subcategory_belongs_to() {
        JsonNode values = DESK.ok("get_metadata", "{'kind':'subcategories'}").findPath("values");

        assertThat(values).anySatisfy(value -> {
            assertThat(value.path("name").asText()).isEqualTo("Printer");
            assertThat(value.path("belongs_to").asText()).isEqualTo("Hardware");
        });
    }

    @Test
    void asks_once_in_a_while() {
        DESK.ok("get_metadata", "{'kind':'priorities'}");
        DESK.backDoor("DELETE", "/_sim/requests", "");

        DESK.ok("get_metadata", "{'kind':'priorities'}");

        assertThat(DESK.log().toString()).doesNotContain("/priorities");
    }

    @Test
    void says_where_it_asked_for_groups() {
        DESK.fault("{\"kind\":\"not_found\",\"path\":\"/groups\",\"count\":5}");
        DESK.fault("{\"kind\":\"not_found\",\"path\":\"/support_groups\",\"count\":5}");

        assertThat(DESK.ok("get_metadata", "{'kind':'groups'}").findPath("note").asText())
                .contains("does not list its groups", "support_groups");
    }

    @Test
    void goes_on_with_the_usual_statuses_where_a_site_lists_none() {
        DESK.fault("{\"kind\":\"not_found\",\"path\":\"/statuses\",\"count\":5}");

        assertThat(DESK.ok("get_metadata", "{'kind':'statuses'}").toString())
                .contains("In Progress", "does not list its statuses", "usual ones");
        assertThat(DESK.ok("list_requests", "{}").path("returned").asInt()).isEqualTo(20);
    }

    @Test
    void an_outage_is_not_remembered() {
        DESK.fault("{\"kind\":\"unavailable\",\"path\":\"/priorities\",\"count\":1}");

        assertThat(DESK.failure("get_metadata", "{'kind':'priorities'}")).contains("failed on its own side");
        assertThat(DESK.ok("get_metadata", "{'kind':'priorities'}")
                        .findPath("returned")
                        .asInt())
                .isPositive();
    }
}
