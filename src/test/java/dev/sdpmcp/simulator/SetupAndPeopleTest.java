package dev.sdpmcp.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.simulator.RunningSimulator.Answer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("component")
class SetupAndPeopleTest {
    @RegisterExtension
    static final RunningSimulator simulator = RunningSimulator.withDefaults();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "categories",
                "subcategories",
                "items",
                "priorities",
                "statuses",
                "urgencies",
                "impacts",
                "levels",
                "modes",
                "request_types",
                "closure_codes",
                "sites",
                "departments",
                "regions",
                "groups",
                "support_groups",
                "request_templates",
                "service_categories",
                "slas",
                "roles",
                "worklog_types",
                "task_types",
                "task_statuses",
                "udf_fields",
                "problem_templates",
                "change_templates",
                "change_types",
                "change_stages",
                "change_statuses",
                "change_risks",
                "change_roles",
                "reasons_for_change",
                "users",
                "requesters",
                "technicians"
            })
    void every_set_up_list_has_rows_that_can_be_read_one_by_one(String path) {
        JsonNode first = simulator.get("/" + path).at("/" + path + "/0");

        Answer one = simulator.get("/" + path + "/" + first.at("/id").asText());

        assertThat(first.at("/name").asText()).isNotEmpty();
        assertThat(one.status()).isEqualTo(200);
        assertThat(one.json().findValue("name").asText())
                .isEqualTo(first.at("/name").asText());
    }

    @Test
    void subcategories_and_items_are_below_their_parents() {
        String hardware = simulator.id("/categories", "Hardware");
        JsonNode printer = simulator
                .list("/categories/" + hardware + "/subcategories", "{'search_fields':{'name':'Printer'}}")
                .at("/subcategories/0");

        JsonNode items = simulator
                .get("/subcategories/" + printer.at("/id").asText() + "/items")
                .at("/items");

        assertThat(printer.at("/category/name").asText()).isEqualTo("Hardware");
        assertThat(items.findValuesAsText("name")).contains("Toner", "Paper jam");
    }

    @Test
    void a_new_category_can_be_used_at_once_and_not_deleted_while_in_use() {
        String id = simulator
                .post("/categories", "{'category':{'name':'Robots'}}")
                .at("/category/id")
                .asText();
        simulator.post("/requests", "{'request':{'subject':'x','category':{'name':'robots'}}}");

        assertThat(simulator.delete("/categories/" + id).verdict()).isEqualTo("400/4005");
        String unused = simulator
                .post("/categories", "{'category':{'name':'Unused'}}")
                .at("/category/id")
                .asText();
        assertThat(simulator.delete("/categories/" + unused).status()).isEqualTo(200);
    }

    @Test
    void an_inactive_record_cannot_be_chosen() {
        String id = simulator.id("/modes", "Web Form");
        simulator.put("/modes/" + id, "{'mode':{'inactive':true}}");

        assertThat(simulator
                        .post("/requests", "{'request':{'subject':'x','mode':{'id':'" + id + "'}}}")
                        .verdict())
                .isEqualTo("400/4001");
    }

    @Test
    void groups_and_support_groups_are_the_same() {
        String id = simulator.id("/groups", "Service Desk");

        assertThat(simulator.get("/support_groups/" + id).at("/support_group/technicians"))
                .isEqualTo(simulator.get("/groups/" + id).at("/group/technicians"))
                .isNotEmpty();
    }

    @Test
    void users_requesters_and_technicians_share_one_store() {
        assertThat(total("users")).isEqualTo(72);
        assertThat(total("technicians")).isEqualTo(12);
        assertThat(total("requesters")).isEqualTo(60);
        assertThat(simulator
                        .list("/users", "{'row_count':100,'search_fields':{'is_technician':true}}")
                        .at("/users"))
                .hasSize(12);
        assertThat(simulator
                        .get("/requesters/" + simulator.id("/technicians", "Omar Diaz"))
                        .verdict())
                .isEqualTo("404/4007");
    }

    @Test
    void a_new_technician_may_be_assigned_and_a_new_user_may_not() {
        simulator.post(
                "/technicians",
                "{'technician':{'name':'Ada Quist','email_id':'ada@example.org','groups':[{'name':'Service Desk'}]}}");
        simulator.post("/users", "{'user':{'first_name':'Bo','last_name':'Quist','email_id':'bo@example.org'}}");
        String request = "/requests/" + simulator.newRequest() + "/assign";

        assertThat(simulator
                        .put(request, "{'request':{'technician':{'email_id':'ada@example.org'}}}")
                        .status())
                .isEqualTo(200);
        assertThat(simulator
                        .put(request, "{'request':{'technician':{'email_id':'bo@example.org'}}}")
                        .verdict())
                .isEqualTo("400/4001");
        assertThat(simulator
                        .list("/users", "{'search_fields':{'email_id':'bo@'}}")
                        .at("/users/0/name")
                        .asText())
                .isEqualTo("Bo Quist");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'user':{'email_id':'x@example.org'}}|400/4012",
                "{'user':{'name':'X','email':'x@example.org'}}|400/4001",
                "{'user':{'name':'X','jobtitle':'x'}}|400/4001",
                "{'user':{'name':'X','department':'Sales'}}|400/4021"
            })
    void a_wrong_person_is_refused(String input, String verdict) {
        assertThat(simulator.post("/users", input).verdict()).isEqualTo(verdict);
    }

    private static int total(String path) {
        return simulator
                .list("/" + path, "{'get_total_count':true}")
                .at("/list_info/total_count")
                .asInt();
    }
}
