package dev.sdpmcp.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.mcp.ToolResult;
import dev.sdpmcp.simulator.setting.Profile;
import dev.sdpmcp.upstream.ScriptedServer.Reply;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** B22: no result of a tool is longer than {@code SDP_RESULT_BUDGET}, and what it leaves out can be got. */
@Tag("component")
@Tag("reports")
class ResultBudgetTest {

    private static final SimulatedDesk DESK = new SimulatedDesk(Profile.DEFAULT);
    private static final Pattern GOES_ON = Pattern.compile("from_character ([0-9]+) goes on");
    private static final Pattern REMARK = Pattern.compile("\u27e6[^\u27e7]*\u27e7");

    @AfterAll
    static void close() {
        DESK.close();
    }

    @BeforeEach
    void reset() {
        DESK.reset();
    }

    /** The structured result of a call; text and structured content keep the length, and are the same data. */
    private static JsonNode within(int budget, String tool, String arguments) {
        ToolResult result = DESK.call(tool, arguments);
        String text = SimulatedDesk.textOf(result);
        assertThat(result.isError()).as("%s: %s", tool, text).isFalse();
        assertThat(text).hasSizeLessThanOrEqualTo(budget);
        JsonNode structured = DESK.json(result.structuredContent());
        assertThat(text).isEqualTo(structured.toString());
        return structured;
    }

    private static List<String> followed(int budget, String tool, String conditions) {
        List<String> ids = new ArrayList<>();
        String things = tool.substring(tool.indexOf('_') + 1);
        JsonNode answer = within(budget, tool, "{" + conditions + "}");
        while (true) {
            assertThat(answer.path("returned").asInt())
                    .isPositive()
                    .isEqualTo(answer.path(things).size());
            answer.path(things).forEach(row -> ids.add(row.path("id").asText()));
            if (!answer.path("has_more").asBoolean()) {
                return ids;
            }
            answer = within(
                    budget,
                    tool,
                    "{" + conditions + ",'cursor':'" + answer.path("next").asText() + "'}");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2_000, 5_000, 20_000})
    void B22_a_list_is_cut_between_rows_and_goes_on_after_the_last_one(int budget) {
        for (int i = 0; i < 60; i++) {
            String subject = i + " \u00fc\ud83d\ude00 ".repeat(45);
            DESK.ok("create_request", "{'subject':'" + subject.strip() + "','requester':'mira.holm@example.org'}");
        }
        DESK.withResultBudget(1_000_000);
        Set<String> all = new HashSet<>(followed(1_000_000, "list_requests", "'page_size':100"));
        DESK.withResultBudget(budget);

        JsonNode first = within(budget, "list_requests", "{'page_size':100}");
        assertThat(first.path("note").asText()).contains("do not fit", "Go on with next");
        List<String> seen = followed(budget, "list_requests", "'page_size':100");

        assertThat(seen).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(all);
    }

    @ParameterizedTest
    @CsvSource({
        "list_requests, \"'state':'all','page_size':100,'sort_by':'subject'\"",
        "list_requests, \"'state':'all','page_size':100,'sort_by':'priority'\"",
        "list_problems, \"'state':'all','page_size':100\"",
        "list_changes, \"'state':'all','page_size':100\"",
        "search_requests, \"'query':'vpn','page_size':100\"",
        "list_technicians, \"'page_size':100\""
    })
    void B22_nothing_of_a_list_is_lost(String tool, String quoted) {
        String conditions = quoted.replace("\"", "");
        DESK.withResultBudget(1_000_000);
        Set<String> all = new HashSet<>(followed(1_000_000, tool, conditions));
        DESK.withResultBudget(2_000);

        assertThat(followed(2_000, tool, conditions))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(all)
                .hasSizeGreaterThan(4);
    }

    @Test
    void B22_a_page_that_was_cut_says_how_to_count_on() {
        DESK.withResultBudget(2_000);

        JsonNode page = within(2_000, "list_requests", "{'state':'all','page_size':50,'page':2}");

        assertThat(page.has("next")).isFalse();
        assertThat(page.path("note").asText()).contains("Give page_size " + page.path("returned") + " and count pages");
    }

    @Test
    void B22_a_conversation_is_shortened_evenly() {
        String request = DESK.newRequest();
        for (int i = 0; i < 20; i++) {
            String text = "note " + i + " " + "word ".repeat(i % 2 == 0 ? 3_800 : 100);
            DESK.ok("add_note", "{'request_id':'" + request + "','text':'" + text.strip() + "'}");
        }
        String arguments = "{'request_id':'" + request + "','page_size':20,'max_characters':40000";

        JsonNode page = within(20_000, "get_request_conversation", arguments + "}");

        assertThat(page.path("returned").asInt()).isEqualTo(20);
        assertThat(page.path("note").asText()).contains("entry_id", "from_character");
        int longest = lengths(page).stream().max(Integer::compare).orElseThrow();
        assertThat(lengths(page).stream().filter(length -> length > longest - 5).count())
                .as("all long ones have the same length")
                .isEqualTo(10);
        assertThat(lengths(page).stream()
                        .filter(length -> length > 495 && length < 515)
                        .count())
                .as("short ones are whole")
                .isEqualTo(10);
        DESK.withResultBudget(2_000);
        JsonNode few = within(2_000, "get_request_conversation", arguments + "}");
        assertThat(few.path("returned").asInt()).isBetween(1, 19);
        assertThat(few.path("note").asText()).contains("go on with next");
    }

    private static List<Integer> lengths(JsonNode page) {
        List<Integer> lengths = new ArrayList<>();
        page.path("entries")
                .forEach(entry -> lengths.add(entry.path("text").asText().length()));
        return lengths;
    }

    @Test
    void B22_a_long_entry_and_a_long_description_can_be_read_to_their_ends() {
        String request = DESK.newRequest();
        String text = numbered(19_000);
        DESK.ok("add_note", "{'request_id':'" + request + "','text':'" + text + "'}");
        DESK.ok("update_request", "{'request_id':'" + request + "','description':'" + text + "'}");
        DESK.withResultBudget(5_000);
        String entry = within(5_000, "get_request_conversation", "{'request_id':'" + request + "'}")
                .at("/entries/0/id")
                .asText();

        assertThat(whole(
                        5_000,
                        "get_request_conversation",
                        "'request_id':'" + request + "','entry_id':'" + entry + "'",
                        "/entries/0/text"))
                .isEqualTo(text);
        assertThat(whole(5_000, "get_request", "'request_id':'" + request + "'", "/description"))
                .isEqualTo(text);
        String beyond = "{'request_id':'" + request + "','from_character':30000";
        assertThat(within(5_000, "get_request", beyond + "}")
                        .path("description")
                        .asText())
                .startsWith("\u27e6ends before: it has " + text.length());
        assertThat(within(5_000, "get_request_conversation", beyond + "}")
                        .at("/entries/0/text")
                        .asText())
                .startsWith("\u27e6ends before: it has " + text.length());
    }

    @Test
    void B22_a_description_beside_many_long_fields_can_be_read_to_its_end() {
        String request = DESK.newRequest();
        String text = numbered(2_000);
        DESK.ok("update_request", "{'request_id':'" + request + "','description':'" + text + "'}");
        try (Relay relay = new Relay(DESK.baseUri())) {
            relay.with(call -> withLongFields(relay.handOn(call)));
            DESK.reachedAt(relay.uri());

            assertThat(within(20_000, "get_request", "{'request_id':'" + request + "'}")
                            .path("udf_fields"))
                    .hasSize(50)
                    .allMatch(field -> field.asText().contains("left out"));
            assertThat(whole(20_000, "get_request", "'request_id':'" + request + "'", "/description"))
                    .isEqualTo(text);
        }
    }

    private static Reply withLongFields(Reply answer) {
        StringBuilder fields = new StringBuilder();
        for (int i = 0; i < 50; i++) {
            fields.append(i == 0 ? "\"txt_" : ",\"txt_")
                    .append(i)
                    .append("\":\"")
                    .append("f".repeat(500))
                    .append('"');
        }
        String all = "\"udf_fields\":{" + fields + "}";
        return Reply.json(answer.status(), answer.body().replaceFirst("\"udf_fields\" ?: ?(null|\\{[^}]*\\})", all));
    }

    private static String numbered(int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; text.length() < length; i++) {
            text.append(i).append('x');
        }
        return text.toString();
    }

    /** The text of as many answers as it needs, without the remarks. */
    private static String whole(int budget, String tool, String arguments, String place) {
        StringBuilder text = new StringBuilder();
        String from = "0";
        while (true) {
            String part = within(
                            budget, tool, "{" + arguments + ",'max_characters':40000,'from_character':" + from + "}")
                    .at(place)
                    .asText();
            text.append(REMARK.matcher(part).replaceAll("").strip());
            Matcher next = GOES_ON.matcher(part);
            if (!next.find()) {
                return text.toString();
            }
            assertThat(Integer.parseInt(next.group(1))).isGreaterThan(Integer.parseInt(from));
            from = next.group(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"2000", "20000"})
    void B22_each_other_tool_keeps_the_length(int budget) {
        String request = DESK.newRequest();
        for (int i = 0; i < 50; i++) {
            String priority = i % 2 == 0 ? "high" : "low";
            DESK.ok(
                    "update_request",
                    "{'request_id':'" + request + "','priority':'" + priority + "','subject':'" + "s".repeat(200) + i
                            + "'}");
        }
        for (int i = 0; i < 12; i++) {
            DESK.ok("add_note", "{'request_id':'" + request + "','text':'" + numbered(8_000) + "'}");
        }
        DESK.withResultBudget(budget);

        JsonNode changes = within(budget, "get_change_history", "{'request_id':'" + request + "','limit':50}");
        String last = changes.path("changes")
                .path(changes.path("changes").size() - 1)
                .path("change_id")
                .asText();
        assertThat(changes.path("has_more").asBoolean()).isTrue();
        JsonNode older = within(
                budget, "get_change_history", "{'request_id':'" + request + "','limit':50,'before':'" + last + "'}");
        assertThat(older.path("changes")).isNotEmpty();
        String notes = "'module':'request','record_id':'" + request + "','page_size':100";
        assertThat(followed(budget, "list_notes", notes))
                .doesNotHaveDuplicates()
                .hasSize(12);
        within(budget, "list_tasks", "{" + notes + "}");
        within(budget, "list_worklogs", "{" + notes + "}");
        within(budget, "get_metadata", "{}");
        within(budget, "get_metadata", "{'kind':'subcategories'}");
        within(budget, "find_technician", "{'query':'a'}");
        within(budget, "get_change", "{'change_id':'1'}");
        within(budget, "get_problem", "{'problem_id':'1'}");
    }
}
