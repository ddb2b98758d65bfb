package dev.sdpmcp.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.simulator.RunningSimulator.Answer;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages, totals and fields of lists, and refused queries. No test writes, so all share one simulator. */
@Tag("component")
class ListTest {
    private static final RunningSimulator simulator = RunningSimulator.withDefaults();

    @BeforeAll
    static void start() {
        simulator.started();
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @Test
    void a_list_has_its_status_in_an_array_and_the_total_only_on_request() {
        JsonNode plain = simulator.get("/requests").json();
        JsonNode counted = simulator
                .list("/requests", "{'get_total_count':true,'row_count':1}")
                .json();

        assertThat(plain.at("/response_status").isArray()).isTrue();
        assertThat(plain.at("/list_info/row_count").asInt()).isEqualTo(10);
        assertThat(plain.at("/list_info").has("total_count")).isFalse();
        assertThat(counted.at("/list_info/total_count").asInt()).isEqualTo(250);
    }

    @Test
    void the_query_is_echoed() {
        JsonNode info = simulator
                .list(
                        "/requests",
                        "{'row_count':3,'sort_field':'subject','sort_order':'asc','fields_required':['subject'],'search_criteria':{'field':'subject','condition':'contains','value':'vpn'}}")
                .at("/list_info");

        assertThat(info.at("/sort_field").asText()).isEqualTo("subject");
        assertThat(info.at("/search_criteria/value").asText()).isEqualTo("vpn");
        assertThat(info.at("/fields_required/0").asText()).isEqualTo("subject");
    }

    @Test
    void rows_are_short_unless_fields_are_required() {
        JsonNode row = simulator.list("/requests", "{'row_count':1}").at("/requests/0");
        JsonNode chosen = simulator
                .list("/requests", "{'row_count':1,'fields_required':['description','resolution']}")
                .at("/requests/0");

        assertThat(row.has("subject")).isTrue();
        assertThat(row.has("description")).isFalse();
        assertThat(row.has("resolution")).isFalse();
        assertThat(chosen.fieldNames()).toIterable().containsExactly("id", "description", "resolution");
    }

    @Test
    void start_index_0_is_treated_as_1() {
        assertThat(simulator.list("/requests", "{'start_index':0}").at("/requests"))
                .isEqualTo(simulator.get("/requests").at("/requests"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'rows':5}|400/4001|rows",
                "{'row_count':0}|400/4001|row_count",
                "{'row_count':'many'}|400/4001|row_count",
                "{'start_index':-1}|400/4001|start_index",
                "{'page':0}|400/4001|page",
                "{'sort_field':'colour'}|400/4001|sort_field",
                "{'sort_field':'subject','sort_order':'up'}|400/4001|sort_order",
                "{'fields_required':['colour']}|400/4001|fields_required",
                "{'fields_required':'subject'}|400/4021|fields_required",
                "{'filter_by':{'name':'My_Dream'}}|400/4001|filter_by",
                "{'search_fields':{'colour':'red'}}|400/4001|search_fields",
                "{'search_criteria':'Open'}|400/4021|search_criteria",
                "{'search_criteria':{'field':'status.name'}}|400/4001|search_criteria",
                "{'search_criteria':{'field':'status.colour','condition':'is','value':'x'}}|400/4001|search_criteria",
                "{'search_criteria':{'field':'subject','condition':'like','value':'x'}}|400/4001|search_criteria",
                "{'search_criteria':{'field':'subject','condition':'gt','value':'x'}}|400/4001|search_criteria",
                "{'search_criteria':{'field':'created_time','condition':'contains','value':'x'}}|400/4001|search_criteria",
                "{'search_criteria':{'field':'created_time','condition':'gt','value':'noon'}}|400/4001|search_criteria",
                "{'search_criteria':{'field':'created_time','condition':'between','values':['1']}}|400/4001|search_criteria",
                "{'search_criteria':{'field':'display_id','condition':'is','value':'42'}}|400/4021|search_criteria",
                "{'search_criteria':{'field':'subject','condition':'is','value':'x','children':{'a':1}}}|400/4021|search_criteria",
                "{'search_criteria':{'field_name':'subject','condition':'is','value':'x'}}|400/4001|field_name",
                "{'search_criteria':[{'field':'subject','condition':'is','value':'x','logical_operator':'and'}]}|400/4001|search_criteria"
            })
    void a_wrong_query_is_refused(String listInfo, String verdict, String field) {
        Answer answer = simulator.list("/requests", listInfo);

        assertThat(answer.verdict()).isEqualTo(verdict);
        assertThat(answer.fields()).isEqualTo(field);
    }

    @Test
    void a_list_query_in_a_post_is_an_extra_key() {
        Answer answer = simulator.post("/requests", "{'list_info':{'row_count':1}}");

        assertThat(answer.verdict() + answer.fields()).isEqualTo("400/4001list_info");
    }

    @Test
    void pages_hold_every_row_once_and_the_last_is_marked() {
        Set<String> ids = new HashSet<>();
        boolean more = true;
        for (int page = 1; more; page++) {
            JsonNode answer = simulator
                    .list("/requests", "{'row_count':'60','page':" + page + "}")
                    .json();
            answer.at("/requests").forEach(row -> ids.add(row.at("/id").asText()));
            more = answer.at("/list_info/has_more_rows").asBoolean();
            assertThat(answer.at("/list_info/page").asInt()).isEqualTo(page);
            assertThat(answer.at("/list_info/start_index").asInt()).isEqualTo((page - 1) * 60 + 1);
            assertThat(answer.at("/list_info/row_count").asInt()).isEqualTo(more ? 60 : 10);
        }

        assertThat(ids).hasSize(250);
    }

    @ParameterizedTest
    @CsvSource({
        "Requests_Due_Today",
        "My_Requests_Due_Today",
        "Requests_Pending_Approval",
        "Waiting_For_My_Update",
        "Updated_By_Me"
    })
    void the_other_saved_views_exist(String name) {
        assertThat(simulator
                        .list("/requests", "{'filter_by':{'name':'" + name + "'}}")
                        .status())
                .isEqualTo(200);
    }
}
