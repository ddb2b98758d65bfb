package dev.sdpmcp.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.simulator.RunningSimulator.Answer;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("component")
class RequestTest {
    @RegisterExtension
    static final RunningSimulator simulator = RunningSimulator.withDefaults();

    @Test
    void a_subject_is_enough_for_a_new_request() {
        Answer answer = simulator.post("/requests", "{'request':{'subject':'Screen flickers'}}");
        JsonNode request = answer.at("/request");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("/response_status/status_code").asInt()).isEqualTo(2000);
        assertThat(request.at("/id").textValue()).matches("[1-9][0-9]{17}");
        assertThat(request.at("/display_id").textValue()).isEqualTo("251");
        assertThat(request.at("/status/name").asText()).isEqualTo("Open");
        assertThat(request.at("/requester/email_id").asText()).isEqualTo("omar.diaz@example.org");
        assertThat(request.at("/template/name").asText()).isEqualTo("Default Request");
        assertThat(request.at("/technician").isNull()).isTrue();
        assertThat(request.at("/is_overdue").isBoolean()).isTrue();
        assertThat(simulator.get("/requests/" + request.at("/id").asText()).at("/request"))
                .isEqualTo(request);
    }

    @Test
    void moments_are_text_of_milliseconds_and_shown_in_the_zone() {
        JsonNode created =
                simulator.post("/requests", "{'request':{'subject':'x'}}").at("/request/created_time");

        assertThat(created.at("/value").textValue()).matches("[0-9]{13}");
        assertThat(created.at("/display_value").textValue())
                .matches("[A-Z][a-z]{2} \\d{1,2}, \\d{4} \\d\\d:\\d\\d [AP]M");
        assertThat(Instant.ofEpochMilli(created.at("/value").asLong()))
                .isBetween(Instant.now().minusSeconds(30), Instant.now());
    }

    @Test
    void display_ids_count_up_even_when_creations_fail_between() {
        simulator.newRequest();
        simulator.post("/requests", "{'request':{'subject':'x','status':{'name':'Nonsense'}}}");

        assertThat(simulator
                        .post("/requests", "{'request':{'subject':'x'}}")
                        .at("/request/display_id")
                        .asText())
                .isEqualTo("252");
    }

    @Test
    void lookups_by_name_ignore_case_and_the_id_wins() {
        String high = simulator.id("/priorities", "High");
        Answer answer = simulator.post(
                "/requests",
                "{'request':{'subject':'x','mode':{'name':'phone CALL'},'priority':{'id':'" + high
                        + "','name':'Low'},'requester':{'email_id':'Mira.Holm@Example.org'}}}");

        assertThat(answer.at("/request/mode/name").asText()).isEqualTo("Phone Call");
        assertThat(answer.at("/request/priority/name").asText()).isEqualTo("High");
        assertThat(answer.at("/request/priority/color").asText()).isEqualTo("#ff6600");
        assertThat(answer.at("/request/requester/name").asText()).isEqualTo("Mira Holm");
        assertThat(answer.at("/request/site/name").asText()).isEqualTo("Oslo");
    }

    @Test
    void a_subcategory_has_to_belong_to_the_category() {
        Answer right = simulator.post(
                "/requests",
                "{'request':{'subject':'x','category':{'name':'Hardware'},'subcategory':{'name':'Printer'},'item':{'name':'Toner'}}}");
        Answer wrong = simulator.post(
                "/requests",
                "{'request':{'subject':'x','category':{'name':'Software'},'subcategory':{'name':'Printer'}}}");

        assertThat(right.at("/request/item/name").asText()).isEqualTo("Toner");
        assertThat(wrong.verdict() + wrong.fields()).isEqualTo("400/4001subcategory");
    }

    @Test
    void a_new_category_clears_the_old_subcategory() {
        String id = simulator
                .post(
                        "/requests",
                        "{'request':{'subject':'x','category':{'name':'Hardware'},'subcategory':{'name':'Printer'}}}")
                .at("/request/id")
                .asText();

        JsonNode request = simulator
                .put("/requests/" + id, "{'request':{'category':{'name':'Access'}}}")
                .at("/request");

        assertThat(request.at("/category/name").asText()).isEqualTo("Access");
        assertThat(request.at("/subcategory").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'requester':{'email':'mira.holm@example.org'}}|400/4001|email",
                "{'requester':{'email_id':'nobody@example.org'}}|400/4001|requester",
                "{'technician':{'email_id':'mira.holm@example.org'}}|400/4001|technician",
                "{'status':'Open'}|400/4021|status",
                "{'status':{'id':'Open'}}|400/4001|status",
                "{'status':{}}|400/4001|status",
                "{'due_by_time':'1763805600000'}|400/4021|due_by_time",
                "{'due_by_time':{'value':'tomorrow'}}|400/4001|due_by_time",
                "{'due_by_time':{'value':'1','zone':'UTC'}}|400/4001|zone",
                "{'subject':''}|400/4012|['subject']",
                "{'subject':null}|400/4012|['subject']",
                "{'subject':7}|400/4021|subject",
                "{'is_overdue':true}|400/4014|is_overdue",
                "{'closure_info':{'closure_code':{'name':'Whatever'}}}|400/4001|closure_code",
                "{'resolution':{'submitted_on':{'value':'1'}}}|400/4014|submitted_on",
                "{'udf_fields':{'txt_unknown':'x'}}|400/4001|txt_unknown",
                "{'udf_fields':{'bool_vip_case':'yes'}}|400/4021|bool_vip_case",
                "{'email_ids_to_notify':'x@example.org'}|400/4021|email_ids_to_notify"
            })
    void an_update_with_a_wrong_value_changes_nothing(String change, String verdict, String fields) {
        String id = simulator.newRequest();
        String before = simulator.get("/requests/" + id).text();

        Answer answer = simulator.put("/requests/" + id, "{'request':" + change + "}");

        assertThat(answer.verdict()).isEqualTo(verdict);
        assertThat(answer.fields()).isEqualTo(fields);
        assertThat(simulator.get("/requests/" + id).text()).isEqualTo(before);
    }

    @Test
    void a_subject_of_more_than_250_characters_is_refused() {
        assertThat(simulator
                        .post("/requests", "{'request':{'subject':'" + "x".repeat(250) + "'}}")
                        .status())
                .isEqualTo(200);
        assertThat(simulator
                        .post("/requests", "{'request':{'subject':'" + "x".repeat(251) + "'}}")
                        .verdict())
                .isEqualTo("400/4001");
    }

    @Test
    void a_template_refuses_fields_that_its_form_lacks() {
        Answer answer = simulator.post(
                "/requests",
                "{'request':{'subject':'x','template':{'name':'Quick Ticket'},'urgency':{'name':'High'}}}");

        assertThat(answer.verdict() + answer.fields()).isEqualTo("400/4001urgency");
    }

    @Test
    void a_service_template_makes_a_service_request() {
        Answer answer = simulator.post("/requests", "{'request':{'subject':'x','template':{'name':'Order hardware'}}}");

        assertThat(answer.at("/request/is_service_request").asBoolean()).isTrue();
    }

    @Test
    void metainfo_describes_the_fields() {
        JsonNode fields = simulator.get("/requests/_metainfo").at("/metainfo/fields");

        assertThat(fields.at("/subject/mandatory").asBoolean()).isTrue();
        assertThat(fields.at("/display_id/read_only").asBoolean()).isTrue();
        assertThat(fields.at("/priority/lookup_entity").asText()).isEqualTo("priority");
        assertThat(fields.at("/udf_fields/fields/txt_cost_centre/type").asText())
                .isEqualTo("string");
        assertThat(simulator.get("/requests/metainfo").json())
                .isEqualTo(simulator.get("/requests/_metainfo").json());
        assertThat(simulator
                        .get("/requests/" + simulator.newRequest() + "/metainfo")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void summary_and_count_are_there() {
        String id = simulator.newRequest();
        simulator.post("/requests/" + id + "/notes", "{'request_note':{'description':'x'}}");

        assertThat(simulator
                        .get("/requests/" + id + "/summary")
                        .at("/request_summary/notes_count")
                        .asInt())
                .isEqualTo(1);
        assertThat(simulator.get("/requests/_total_count").at("/total_count").asInt())
                .isEqualTo(251);
    }
}
