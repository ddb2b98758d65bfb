package dev.sdpmcp.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.simulator.RunningSimulator.Answer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Lists, compared with a plain filter over all rows. No test writes, so all share one simulator. */
@Tag("component")
class ListGrammarTest {
    private static final RunningSimulator simulator = RunningSimulator.withDefaults();
    private static final List<JsonNode> ALL = new ArrayList<>();
    private static final String FIELDS =
            "['subject','display_id','status','priority','technician','mode','requester','created_time','is_overdue']";

    @BeforeAll
    static void read_everything() {
        simulator.started();
        for (int start = 1; start < 250; start += 100) {
            simulator
                    .list("/requests", "{'row_count':100,'start_index':" + start + ",'fields_required':" + FIELDS + "}")
                    .at("/requests")
                    .forEach(ALL::add);
        }
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @Test
    void a_list_without_matches_is_empty() {
        Answer answer = criteria("{'field':'subject','condition':'is','value':'nothing like this'}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("/requests")).isEmpty();
        assertThat(answer.at("/list_info/has_more_rows").asBoolean()).isFalse();
        assertThat(simulator.list("/requests", "{'start_index':1000}").at("/requests"))
                .isEmpty();
    }

    @Test
    void requests_come_newest_first_and_set_up_by_name() {
        assertThat(ALL)
                .isSortedAccordingTo(
                        Comparator.comparingLong(ListGrammarTest::created).reversed());
        assertThat(simulator
                        .list("/technicians", "{'row_count':100}")
                        .at("/technicians")
                        .findValuesAsText("login_name"))
                .isSorted();
    }

    @Test
    void rows_sort_by_one_field_or_several() {
        List<String> subjects = new ArrayList<>();
        simulator
                .list("/requests", "{'row_count':100,'sort_field':'subject','sort_order':'desc'}")
                .at("/requests")
                .forEach(row -> subjects.add(row.at("/subject").asText().toLowerCase(Locale.ROOT)));
        List<JsonNode> rows = new ArrayList<>();
        simulator
                .list(
                        "/requests",
                        "{'row_count':100,'sort_fields':[{'field':'status','order':'asc'},{'field':'display_id','order':'desc'}]}")
                .at("/requests")
                .forEach(rows::add);

        assertThat(subjects).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(rows)
                .isSortedAccordingTo(Comparator.<JsonNode, String>comparing(
                                row -> row.at("/status/name").asText().toLowerCase(Locale.ROOT))
                        .thenComparing(Comparator.<JsonNode, Integer>comparing(
                                        row -> row.at("/display_id").asInt())
                                .reversed()));
    }

    static Stream<Arguments> questions() {
        long middle = created(ALL.get(120));
        long early = created(ALL.get(200));
        String open = simulator.id("/statuses", "Open");
        return Stream.of(
                question("'status.name','condition':'is','value':'open'", status("Open")),
                question("'status.name','condition':'eq','value':'Open'", status("Open")),
                question("'status.name','condition':'=','value':'Open'", status("Open")),
                question("'status','condition':'is','value':'Open'", status("Open")),
                question("'status','condition':'is','value':{'name':'Open'}", status("Open")),
                question("'status','condition':'is','value':{'id':'" + open + "'}", status("Open")),
                question("'status.id','condition':'is','value':'" + open + "'", status("Open")),
                question(
                        "'status.name','condition':'IS','values':['Open','Closed']",
                        status("Open").or(status("Closed"))),
                question(
                        "'status.name','condition':'is not','value':'Open'",
                        status("Open").negate()),
                question(
                        "'status.name','condition':'neq','values':['Open','Closed']",
                        status("Open").or(status("Closed")).negate()),
                question(
                        "'status.name','condition':'!=','value':'Open'",
                        status("Open").negate()),
                question("'status.internal_name','condition':'is','value':'InProgress'", status("In Progress")),
                question(
                        "'status.in_progress','condition':'is','value':true",
                        row -> row.at("/status/in_progress").asBoolean()),
                question(
                        "'is_overdue','condition':'is','value':'true'",
                        row -> row.at("/is_overdue").asBoolean()),
                question("'subject','condition':'contains','value':'VPN'", subject(text -> text.contains("vpn"))),
                question(
                        "'subject','condition':'contains','values':['vpn','password']",
                        subject(text -> text.contains("vpn") || text.contains("password"))),
                question("'subject','condition':'not contains','value':'a'", subject(text -> !text.contains("a"))),
                question(
                        "'subject','condition':'starts with','value':'pass'", subject(text -> text.startsWith("pass"))),
                question("'subject','condition':'ends with','value':'t'", subject(text -> text.endsWith("t"))),
                question("'display_id','condition':'is','value':42", number(id -> id == 42)),
                question("'display_id','condition':'greater than','value':240", number(id -> id > 240)),
                question("'display_id','condition':'gt','value':240", number(id -> id > 240)),
                question("'display_id','condition':'greater or equal','value':240", number(id -> id >= 240)),
                question("'display_id','condition':'gte','value':240", number(id -> id >= 240)),
                question("'display_id','condition':'lesser than','value':9", number(id -> id < 9)),
                question("'display_id','condition':'lt','value':9", number(id -> id < 9)),
                question("'display_id','condition':'lesser or equal','value':9", number(id -> id <= 9)),
                question("'display_id','condition':'lte','value':9", number(id -> id <= 9)),
                question("'display_id','condition':'between','values':[7,9]", number(id -> id >= 7 && id <= 9)),
                question("'display_id','condition':'not between','values':[7,248]", number(id -> id < 7 || id > 248)),
                question(
                        "'created_time','condition':'greater than','value':'" + middle + "'",
                        row -> created(row) > middle),
                question(
                        "'created_time','condition':'between','values':['" + early + "'," + middle + "]",
                        row -> created(row) >= early && created(row) <= middle),
                question(
                        "'technician','condition':'is'",
                        row -> row.at("/technician").isNull()),
                question(
                        "'technician','condition':'is','values':[]",
                        row -> row.at("/technician").isNull()),
                question(
                        "'technician','condition':'is not'",
                        row -> !row.at("/technician").isNull()),
                question(
                        "'technician.email_id','condition':'is','value':'Omar.Diaz@example.org'",
                        row -> row.at("/technician/name").asText().equals("Omar Diaz")),
                question(
                        "'requester.department.name','condition':'is','value':'Finance'",
                        row -> row.at("/requester/department/name").asText().equals("Finance")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("questions")
    void a_criterion_selects_the_matching_rows(String criterion, Predicate<JsonNode> meaning) {
        assertThat(found("{'field':" + criterion + "}")).isEqualTo(expected(meaning));
    }

    @Test
    void criteria_join_from_left_to_right() {
        String open = "{'field':'status.name','condition':'is','value':'Open'}";
        String closed = "{'field':'status.name','condition':'is','value':'Closed','logical_operator':'OR'}";
        String high = "{'field':'priority.name','condition':'is','value':'High','logical_operator':'and'}";

        assertThat(found("[" + open + "," + closed + "," + high + "]"))
                .isEqualTo(expected(status("Open").or(status("Closed")).and(priority("High"))));
    }

    @Test
    void children_are_grouped() {
        String nested = "[{'field':'status.name','condition':'is','value':'Open','children':["
                + "{'field':'mode.name','condition':'is','values':['Phone Call'],'logical_operator':'or'},"
                + "{'field':'priority.name','condition':'is','values':['High'],'logical_operator':'and'}]}]";
        Predicate<JsonNode> byPhone = row -> row.at("/mode/name").asText().equals("Phone Call");

        assertThat(found(nested)).isEqualTo(expected(status("Open").or(byPhone.and(priority("High")))));
        assertThat(found(nested))
                .isNotEqualTo(expected(status("Open").or(byPhone).and(priority("High"))));
    }

    @Test
    void the_simple_search_joins_all_its_fields() {
        long middle = created(ALL.get(120));
        Set<String> found = ids(simulator.list(
                "/requests",
                "{'row_count':100,'fields_required':['display_id'],'search_fields':{'subject':'LAPTOP','status.name':'closed','created_time':{'from_time':'"
                        + middle + "'}}}"));

        assertThat(found)
                .isEqualTo(expected(subject(text -> text.contains("laptop"))
                        .and(status("Closed"))
                        .and(row -> created(row) >= middle)));
    }

    static Stream<Arguments> views() {
        Predicate<JsonNode> open = row -> row.at("/status/in_progress").asBoolean();
        Predicate<JsonNode> mine = row -> row.at("/technician/name").asText().equals("Omar Diaz");
        Predicate<JsonNode> overdue = open.and(row -> row.at("/is_overdue").asBoolean());
        return Stream.of(
                Arguments.of("All_Requests", (Predicate<JsonNode>) row -> true),
                Arguments.of("Open_Requests", open),
                Arguments.of("Onhold_Requests", status("Onhold")),
                Arguments.of("Completed_Requests", open.negate()),
                Arguments.of("Overdue_Requests", overdue),
                Arguments.of(
                        "Unassigned_Requests",
                        open.and(row -> row.at("/technician").isNull())),
                Arguments.of("My_Open_Requests", mine.and(open)),
                Arguments.of("My_Pending_Requests", mine.and(status("Onhold"))),
                Arguments.of("My_Overdue_Requests", mine.and(overdue)),
                Arguments.of("My_Closed_Requests", mine.and(open.negate())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("views")
    void a_saved_view_shows_the_matching_rows(String name, Predicate<JsonNode> meaning) {
        Set<String> found = new HashSet<>();
        for (int page = 1; page <= 3; page++) {
            found.addAll(ids(simulator.list(
                    "/requests",
                    "{'row_count':100,'page':" + page + ",'fields_required':['display_id'],'filter_by':{'name':'" + name
                            + "'}}")));
        }

        assertThat(found).isEqualTo(expected(meaning)).isNotEmpty();
    }

    private static Arguments question(String criterion, Predicate<JsonNode> meaning) {
        return Arguments.of(criterion, meaning);
    }

    private static Predicate<JsonNode> status(String name) {
        return row -> row.at("/status/name").asText().equals(name);
    }

    private static Predicate<JsonNode> priority(String name) {
        return row -> row.at("/priority/name").asText().equals(name);
    }

    private static Predicate<JsonNode> subject(Predicate<String> text) {
        return row -> text.test(row.at("/subject").asText().toLowerCase(Locale.ROOT));
    }

    private static Predicate<JsonNode> number(Predicate<Integer> displayId) {
        return row -> displayId.test(row.at("/display_id").asInt());
    }

    private static long created(JsonNode row) {
        return row.at("/created_time/value").asLong();
    }

    private static Answer criteria(String criteria) {
        return simulator.list("/requests", "{'row_count':100,'search_criteria':" + criteria + "}");
    }

    private static Set<String> found(String criteria) {
        Set<String> found = new HashSet<>();
        boolean more = true;
        for (int page = 1; more; page++) {
            Answer answer = simulator.list(
                    "/requests",
                    "{'row_count':100,'page':" + page + ",'fields_required':['display_id'],'search_criteria':"
                            + criteria + "}");
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            found.addAll(ids(answer));
            more = answer.at("/list_info/has_more_rows").asBoolean();
        }
        return found;
    }

    private static Set<String> ids(Answer answer) {
        Set<String> ids = new HashSet<>();
        answer.at("/requests").forEach(row -> ids.add(row.at("/display_id").asText()));
        return ids;
    }

    private static Set<String> expected(Predicate<JsonNode> meaning) {
        Set<String> ids = new HashSet<>();
        ALL.stream()
                .filter(meaning)
                .forEach(row -> ids.add(row.at("/display_id").asText()));
        return ids;
    }
}
