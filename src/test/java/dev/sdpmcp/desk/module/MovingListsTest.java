package dev.sdpmcp.desk.module;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.desk.SimulatedDesk;
import dev.sdpmcp.simulator.setting.Profile;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** B21: a list that is worked to its end by {@code next} shows each row once, while rows leave and enter it. */
@Tag("component")
@Tag("reports")
class MovingListsTest {

    /** It stands still, so that all that is made and changed has the same time. */
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T09:30:00Z"), ZoneOffset.UTC);

    private static final SimulatedDesk DESK = new SimulatedDesk(Profile.DEFAULT, CLOCK);

    @AfterAll
    static void close() {
        DESK.close();
    }

    @BeforeEach
    void reset() {
        DESK.reset();
    }

    /** The ids of all rows, read without a change in between. */
    private static Set<String> all(String tool, String conditions) {
        List<String> ids = worked(tool, conditions, 100, row -> {});
        assertThat(ids).doesNotHaveDuplicates();
        return new HashSet<>(ids);
    }

    /**
     * Follows {@code next} to the end.
     *
     * @param work done for each row of an answer before the next answer is requested
     */
    private static List<String> worked(String tool, String conditions, int pageSize, Consumer<JsonNode> work) {
        List<String> seen = new ArrayList<>();
        String arguments = "{'page_size':" + pageSize + conditions;
        String things = tool.substring(tool.indexOf('_') + 1);
        JsonNode answer = DESK.ok(tool, arguments + "}");
        while (true) {
            answer.path(things).forEach(row -> {
                seen.add(row.path("id").asText());
                work.accept(row);
            });
            if (!answer.path("has_more").asBoolean()) {
                assertThat(answer.has("next")).isFalse();
                return seen;
            }
            assertThat(seen).hasSizeLessThan(5_000);
            answer = DESK.ok(
                    tool, arguments + ",'cursor':'" + answer.path("next").asText() + "'}");
        }
    }

    private static void shownOnce(List<String> seen, Collection<String> expected) {
        assertThat(seen).doesNotHaveDuplicates().containsAll(expected);
    }

    @Test
    void B21_closing_all_that_is_listed_leaves_none_open() {
        for (int i = 0; i < 104; i++) {
            newRequest(i);
        }
        Set<String> open = all("list_requests", "");
        assertThat(open).hasSizeGreaterThan(149);

        List<String> seen = worked("list_requests", "", 20, MovingListsTest::closeRequest);

        assertThat(seen).containsExactlyInAnyOrderElementsOf(open);
        assertThat(DESK.ok("list_requests", "{}").path("returned").asInt()).isZero();
    }

    /** Requests with the same subject would be one. */
    private static void newRequest(int number) {
        DESK.ok("create_request", "{'subject':'Cable " + number + " broken','requester':'mira.holm@example.org'}");
    }

    private static void closeRequest(JsonNode row) {
        DESK.ok("close_request", "{'request_id':'" + row.path("id").asText() + "'}");
    }

    static Stream<Arguments> orders() {
        return Modules.ALL.stream()
                .flatMap(module -> Objects.requireNonNull(module.list()).sorts().stream()
                        .flatMap(sort -> Stream.of(true, false).map(up -> Arguments.of(module.plural(), sort, up))));
    }

    @ParameterizedTest
    @MethodSource("orders")
    void B21_each_order_shows_all_rows_once_though_most_leave(String plural, String sort, boolean ascending) {
        String order = ",'sort_by':'" + sort + "','ascending':" + ascending;
        Set<String> open = all("list_" + plural, "");
        String singular = plural.substring(0, plural.length() - 1);
        boolean closes = DESK.tools().declared("close_" + singular).isPresent();
        String tool = (closes ? "close_" : "delete_") + singular;
        String closing =
                List.of("changes", "releases").contains(plural) ? ",'status':'completed','comment':'done'" : "";
        int[] rows = {0};

        // every fourth row stays where it is
        List<String> seen = worked("list_" + plural, order, 17, row -> {
            if (rows[0]++ % 4 != 0) {
                DESK.call(tool, "{'" + singular + "_id':'" + row.path("id").asText() + "'" + closing + "}");
            }
        });

        assertThat(seen).containsExactlyInAnyOrderElementsOf(open);
        assertThat(all("list_" + plural, "")).as("it moved").hasSizeLessThan(open.size());
    }

    @ParameterizedTest
    @CsvSource({"created_time, true", "created_time, false", "priority, false", "due_by_time, true", "subject, false"})
    void B21_rows_that_enter_meanwhile_double_none(String sort, boolean ascending) {
        Set<String> open = all("list_requests", "");
        int[] made = {0};

        List<String> seen = worked("list_requests", ",'sort_by':'" + sort + "','ascending':" + ascending, 10, row -> {
            if (made[0] < 30) {
                newRequest(made[0]++);
            }
        });

        shownOnce(seen, open);
    }

    @ParameterizedTest
    @CsvSource({"due_by_time, true", "due_by_time, false", "priority, true", "priority, false"})
    void B21_rows_without_the_key_are_shown_once_too(String sort, boolean ascending) {
        for (int i = 0; i < 9; i++) {
            String due = i < 3 ? "" : ",'due_by_time':'2026-12-0" + i + "'";
            DESK.ok("create_problem", "{'title':'Without " + i + "'" + (i < 6 ? "" : ",'priority':'low'") + due + "}");
        }
        Set<String> open = all("list_problems", "");

        List<String> seen = worked("list_problems", ",'sort_by':'" + sort + "','ascending':" + ascending, 2, row -> {
            if (row.path("title").asText().contains("5")) {
                DESK.ok("close_problem", "{'problem_id':'" + row.path("id").asText() + "'}");
            }
        });

        assertThat(seen).containsExactlyInAnyOrderElementsOf(open);
        assertThat(DESK.ok("list_problems", "{'page_size':100}").path("problems"))
                .anyMatch(row -> !row.has(sort))
                .anyMatch(row -> row.has(sort));
    }

    @Test
    void B21_changing_the_priority_under_a_condition_on_it() {
        Set<String> high = all("list_requests", ",'priority':'high'");
        assertThat(high).hasSizeGreaterThan(3);

        List<String> seen = worked(
                "list_requests",
                ",'priority':'high'",
                3,
                row -> DESK.ok(
                        "update_request", "{'request_id':'" + row.path("id").asText() + "','priority':'low'}"));

        assertThat(seen).containsExactlyInAnyOrderElementsOf(high);
    }

    @Test
    void B21_assigning_what_nobody_works_on() {
        Set<String> unassigned = all("list_requests", ",'technician':'none'");
        assertThat(unassigned).hasSizeGreaterThan(5);

        List<String> seen = worked(
                "list_requests",
                ",'technician':'none'",
                3,
                row -> DESK.ok(
                        "assign_request", "{'request_id':'" + row.path("id").asText() + "','technician':'omar'}"));

        assertThat(seen).containsExactlyInAnyOrderElementsOf(unassigned);
    }

    @Test
    void B21_updating_what_was_updated_last() {
        Set<String> open = all("list_requests", "");

        List<String> seen = worked(
                "list_requests",
                ",'sort_by':'last_updated_time'",
                20,
                row -> DESK.ok(
                        "update_request", "{'request_id':'" + row.path("id").asText() + "','impact':'affects user'}"));

        assertThat(seen).containsExactlyInAnyOrderElementsOf(open);
    }

    @Test
    void B21_a_search_whose_results_are_changed() {
        Set<String> found = all("search_requests", ",'query':'vpn'");

        List<String> seen = worked(
                "search_requests",
                ",'query':'vpn'",
                4,
                row -> DESK.call(
                        "update_request",
                        "{'request_id':'" + row.path("id").asText() + "','subject':'done','description':'-'}"));

        assertThat(seen).containsExactlyInAnyOrderElementsOf(found);
    }

    @Test
    void B21_notes_that_come_in_while_notes_are_read() {
        String record = "'module':'problem','record_id':'1'";
        for (int i = 0; i < 7; i++) {
            DESK.ok("add_record_note", "{" + record + ",'description':'note " + i + "'}");
        }
        Set<String> notes = all("list_notes", "," + record);

        List<String> seen = worked(
                "list_notes",
                "," + record,
                2,
                row -> DESK.ok("add_record_note", "{" + record + ",'description':'one more'}"));

        shownOnce(seen, notes);
    }

    @Test
    void B21_a_conversation_that_goes_on_while_it_is_read() {
        String request = DESK.newRequest();
        for (int i = 0; i < 7; i++) {
            DESK.ok("add_note", "{'request_id':'" + request + "','text':'note " + i + "'}");
        }
        String arguments = "{'page_size':2,'request_id':'" + request + "'";
        List<String> seen = new ArrayList<>();
        JsonNode answer = DESK.ok("get_request_conversation", arguments + "}");
        while (answer.has("next")) {
            seen.addAll(answer.path("entries").findValuesAsText("text"));
            DESK.ok("add_note", "{'request_id':'" + request + "','text':'one more'}");
            String next = answer.path("next").asText();
            assertThat(DESK.failure("get_request_conversation", arguments + ",'page':2,'cursor':'" + next + "'}"))
                    .contains("not both");
            answer = DESK.ok("get_request_conversation", arguments + ",'cursor':'" + next + "'}");
        }
        seen.addAll(answer.path("entries").findValuesAsText("text"));

        assertThat(seen).containsOnlyOnce("note 0", "note 1", "note 2", "note 3", "note 4", "note 5", "note 6");
        assertThat(seen).hasSize(7);
    }

    @Test
    void a_cursor_of_another_list_is_refused() {
        String next = DESK.ok("list_requests", "{}").path("next").asText();

        assertThat(DESK.failure("list_requests", "{'cursor':'" + next + "','priority':'high'}"))
                .contains("other conditions", "leave cursor out");
        assertThat(DESK.failure("list_requests", "{'cursor':'" + next + "','sort_by':'subject'}"))
                .contains("another order");
        assertThat(DESK.failure("list_problems", "{'cursor':'" + next + "'}")).contains("other conditions");
        assertThat(DESK.failure("list_requests", "{'cursor':'" + next + "','page':2}"))
                .contains("not both");
        assertThat(DESK.failure("list_requests", "{'cursor':'page 2'}")).contains("no cursor");
        assertThat(DESK.ok("list_requests", "{'cursor':'" + next + "','state':'open','page':1}")
                        .path("returned")
                        .asInt())
                .isEqualTo(20);
    }
}
