package dev.sdpmcp.desk.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.desk.SimulatedDesk;
import dev.sdpmcp.simulator.setting.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Listing, searching and showing requests, against the simulator. */
@Tag("component")
class RequestReadingTest {

    private static final Set<String> FINISHED = Set.of("Resolved", "Closed", "Cancelled");
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
    void lists_open_requests_unless_told_otherwise() {
        JsonNode open = DESK.ok("list_requests", "{'page_size':100}");
        JsonNode finished = DESK.ok("list_requests", "{'state':'finished','page_size':100}");
        JsonNode all = DESK.ok("list_requests", "{'state':'all','page_size':1}");

        assertThat(texts(open, "status")).isNotEmpty().doesNotContainAnyElementsOf(FINISHED);
        assertThat(texts(finished, "status")).isNotEmpty().allMatch(FINISHED::contains);
        assertThat(all.path("total").asInt())
                .isEqualTo(open.path("total").asInt() + finished.path("total").asInt());
    }

    @Test
    void a_row_has_ten_fields_at_most() {
        assertThat(DESK.ok("list_requests", "{}").path("requests"))
                .hasSize(20)
                .allSatisfy(row -> assertThat(row.size()).isLessThanOrEqualTo(10));
    }

    @Test
    void pages_of_a_list_at_rest_show_each_request_once() {
        List<String> seen = new ArrayList<>();
        JsonNode page = DESK.ok("list_requests", "{'page_size':7}");
        seen.addAll(texts(page, "id"));
        for (int number = 2; page.path("has_more").asBoolean(); number++) {
            page = DESK.ok("list_requests", "{'page_size':7,'page':" + number + "}");
            seen.addAll(texts(page, "id"));
            assertThat(page.has("next")).as("a page has no position").isFalse();
        }

        assertThat(seen).doesNotHaveDuplicates().hasSize(page.path("total").asInt());
    }

    @Test
    void takes_names_in_any_form() {
        JsonNode rows =
                DESK.ok("list_requests", "{'state':'all','priority':'HIGH','status':'on hold','page_size':100}");
        assertThat(texts(rows, "priority")).allMatch("High"::equals);

        JsonNode omars = DESK.ok("list_requests", "{'state':'all','technician':'omar','page_size':100}");
        assertThat(texts(omars, "technician")).isNotEmpty().allMatch("Omar Diaz"::equals);

        JsonNode miras = DESK.ok("list_requests", "{'state':'all','requester':'Mira Holm','page_size':100}");
        assertThat(texts(miras, "requester")).isNotEmpty().allMatch("Mira Holm"::equals);
    }

    @Test
    void an_unknown_name_is_answered_with_the_candidates() {
        assertThat(DESK.failure("list_requests", "{'priority':'hihg'}"))
                .contains("\"hihg\"", "High", "Low", "Medium", "Normal");
    }

    @Test
    void lists_unassigned_requests() {
        assertThat(DESK.ok("list_requests", "{'technician':'none'}").path("requests"))
                .isNotEmpty()
                .allMatch(row -> !row.has("technician"));
    }

    @Test
    void leaves_out_what_a_view_returns_by_mistake_and_says_so() {
        // the views of the token are Omar's: for Declan all of their rows are strays
        DESK.withDefaultTechnician("declan.moore@example.org");

        JsonNode mine = DESK.ok("list_requests", "{'filter':'My_Open_Requests'}");

        assertThat(mine.path("requests")).isEmpty();
        assertThat(mine.has("total")).isFalse();
        assertThat(mine.path("note").asText()).contains("do not belong here", "unknown");
    }

    @Test
    void says_what_it_could_not_check() {
        assertThat(DESK.ok("list_requests", "{'filter':'My_Open_Requests'}")
                        .path("note")
                        .asText())
                .contains("SDP_DEFAULT_TECHNICIAN_EMAIL");
    }

    @Test
    void searches_words_in_subject_and_description_of_all_requests() {
        JsonNode found = DESK.ok("search_requests", "{'query':'vpn disconnects','page_size':100}");

        assertThat(texts(found, "subject")).isNotEmpty().allMatch(subject -> subject.contains("VPN"));
        assertThat(texts(found, "status")).containsAnyElementsOf(FINISHED);
    }

    @Test
    void searches_within_a_time() {
        int all = DESK.ok("search_requests", "{'query':'vpn'}").path("total").asInt();
        int late = DESK.ok("search_requests", "{'query':'vpn','created_after':'2026-10-01'}")
                .path("total")
                .asInt();
        int early = DESK.ok("search_requests", "{'query':'vpn','created_before':'2026-10-01T00:00:00Z'}")
                .path("total")
                .asInt();

        assertThat(late + early).isEqualTo(all);
        assertThat(DESK.failure("search_requests", "{'query':'vpn','created_after':'last week'}"))
                .contains("2026-11-22");
    }

    @ParameterizedTest
    @CsvSource({"'1'", "'#1'", "1", "'##1##'", "' 1 '"})
    void a_request_is_found_by_each_of_its_names(String name) {
        String id = DESK.ok("get_request", "{'request_id':'1'}").path("id").asText();

        assertThat(DESK.ok("get_request", "{'request_id':'" + name + "'}")
                        .path("id")
                        .asText())
                .isEqualTo(id);
        assertThat(DESK.ok("get_request", "{'request_id':" + id + "}")
                        .path("display_id")
                        .asText())
                .isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999", "999999999999999999"})
    void says_when_there_is_no_such_request(String name) {
        assertThat(DESK.failure("get_request", "{'request_id':'" + name + "'}")).contains("There is no request");
    }

    @Test
    void refuses_what_is_no_name_of_a_request() {
        assertThat(DESK.failure("get_request", "{'request_id':'../users/1'}")).contains("1042");
    }

    @Test
    void shows_people_times_and_markdown() {
        JsonNode request = DESK.ok("get_request", "{'request_id':'1'}");

        assertThat(request.path("parties").path("requester").asText()).matches(".+ <.+@example.org>");
        assertThat(request.path("times").path("created_time").asText()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
        assertThat(request.path("description").asText()).doesNotContain("<p>", "<div");
        assertThat(request.toString()).doesNotContain("time_elapsed");
    }

    @Test
    void cuts_long_texts_and_says_so() {
        String number = DESK.newRequest();
        DESK.ok("update_request", "{'request_id':'" + number + "','description':'" + "word ".repeat(400) + "'}");

        JsonNode request = DESK.ok("get_request", "{'request_id':'" + number + "','max_characters':500}");

        assertThat(request.path("description").asText())
                .contains("characters left out")
                .hasSizeLessThan(600);
    }

    @Test
    void shows_notes_and_mails_with_their_texts() {
        String number = DESK.newRequest();
        DESK.ok("add_note", "{'request_id':'" + number + "','text':'First call'}");
        DESK.ok("add_note", "{'request_id':'" + number + "','text':'Spoke with **Mira**'}");

        JsonNode page = DESK.ok("get_request_conversation", "{'request_id':'" + number + "','page_size':1}");

        assertThat(page.path("entries").path(0).path("text").asText()).isEqualTo("Spoke with **Mira**");
        assertThat(page.path("entries").path(0).path("shown_to_requester").asBoolean())
                .isFalse();
        assertThat(page.path("has_more").asBoolean()).isTrue();

        JsonNode older = DESK.ok(
                "get_request_conversation",
                "{'request_id':'" + number + "','cursor':'" + page.path("next").asText() + "'}");
        assertThat(older.path("entries").path(0).path("text").asText()).isEqualTo("First call");
        String entry = older.path("entries").path(0).path("id").asText();
        assertThat(DESK.ok("get_request_conversation", "{'request_id':'" + number + "','entry_id':'" + entry + "'}")
                        .path("entries"))
                .hasSize(1)
                .allMatch(one -> one.path("text").asText().equals("First call"));
        assertThat(DESK.failure("get_request_conversation", "{'request_id':'" + number + "','entry_id':'1'}"))
                .contains("no entry of that id");
    }

    @Test
    void shows_the_notes_where_a_site_lists_no_conversations() {
        String number = DESK.newRequest();
        DESK.ok("add_note", "{'request_id':'" + number + "','text':'Spoke with Mira'}");
        DESK.fault("{\"kind\":\"not_found\",\"path\":\"/requests/*/conversations\",\"count\":10}");

        JsonNode page = DESK.ok("get_request_conversation", "{'request_id':'" + number + "'}");

        assertThat(page.path("entries").findValuesAsText("text")).contains("Spoke with Mira");
        assertThat(page.path("note").asText()).contains("does not list conversations");
    }

    @Test
    void names_the_scope_that_is_missing_and_does_not_ask_for_tokens() {
        DESK.ok("get_metadata", "{'kind':'statuses'}");
        DESK.fault("{\"kind\":\"html_401\",\"path\":\"/requests\",\"count\":5}");

        assertThat(DESK.failure("list_requests", "{}"))
                .contains("SDPOnDemand.requests.READ")
                .doesNotContain("<");
    }

    @Test
    void an_expired_token_is_renewed_without_anybody_noticing() {
        DESK.ok("list_requests", "{'page_size':1}");
        DESK.backDoor("DELETE", "/_sim/tokens", "");

        DESK.ok("list_requests", "{'page_size':1}");
    }

    @ParameterizedTest
    @CsvSource({
        "rate_limited, takes no more calls",
        "server_error, failed on its own side",
        "unavailable, failed on its own side",
        "html_400, no JSON",
        "drop, broke off",
        "truncate, broke off"
    })
    void a_fault_becomes_a_sentence(String kind, String words) {
        DESK.ok("get_metadata", "{'kind':'statuses'}");
        DESK.fault("{\"kind\":\"" + kind + "\",\"path\":\"/requests\",\"count\":5}");

        assertThat(DESK.failure("list_requests", "{}")).contains(words).doesNotContain("<html", "Exception");
    }

    private static List<String> texts(JsonNode list, String field) {
        List<String> texts = new ArrayList<>();
        list.path("requests").forEach(row -> texts.add(row.path(field).asText()));
        return texts;
    }
}
