package dev.sdpmcp.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.simulator.RunningSimulator.Answer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What differs from tenant to tenant. */
@Tag("component")
class SwitchesTest {
    @RegisterExtension
    static final RunningSimulator desk = RunningSimulator.usual();

    @Test
    void closing_without_what_the_rules_want_is_a_warning_and_does_nothing() {
        desk.settings("{'closureRules':['resolution','technician','closure_code','worklog','closed_tasks']}");
        String id = desk.newRequest();
        desk.post("/requests/" + id + "/tasks", "{'task':{'title':'Unfinished'}}");

        Answer answer = desk.put("/requests/" + id + "/close", "");

        assertThat(answer.verdict()).isEqualTo("200/3000");
        assertThat(answer.at("/response_status/status_code").asInt()).isEqualTo(3000);
        assertThat(answer.at("/response_status/status").asText()).isEqualTo("warning");
        assertThat(answer.at("/response_status/messages/0/type").asText()).isEqualTo("warning");
        assertThat(answer.fields()).isEqualTo("['resolution','technician','closure_code','worklog','closed_tasks']");
        assertThat(desk.get("/requests/" + id).at("/request/status/name").asText())
                .isEqualTo("Open");
    }

    @Test
    void closing_with_all_that_the_rules_want_works() {
        desk.settings("{'closureRules':['resolution','technician','closure_code','worklog','closed_tasks']}");
        String id = desk.newRequest();
        String task = desk.post("/requests/" + id + "/tasks", "{'task':{'title':'t'}}")
                .at("/task/id")
                .asText();
        desk.put("/requests/" + id + "/tasks/" + task, "{'task':{'status':{'name':'Closed'}}}");
        desk.post(
                "/requests/" + id + "/worklogs",
                "{'worklog':{'owner':{'name':'Omar Diaz'},'time_spent':{'hours':'1'}}}");

        Answer answer = desk.put(
                "/requests/" + id,
                "{'request':{'status':{'name':'Closed'},'technician':{'name':'Omar Diaz'},'resolution':{'content':'done'},'closure_info':{'closure_code':{'name':'Success'}}}}");

        assertThat(answer.at("/request/status/name").asText()).isEqualTo("Closed");
    }

    @Test
    void an_unknown_requester_is_made_where_the_tenant_makes_them() {
        desk.settings("{'requesterMustExist':false}");

        Answer answer =
                desk.post("/requests", "{'request':{'subject':'x','requester':{'email_id':'new.person@example.org'}}}");

        assertThat(answer.at("/request/requester/email_id").asText()).isEqualTo("new.person@example.org");
        assertThat(desk.list("/requesters", "{'search_fields':{'email_id':'new.person'}}")
                        .at("/requesters"))
                .hasSize(1);
        assertThat(desk.post("/requests", "{'request':{'requester':{'email_id':'other@example.org'}}}")
                        .status())
                .isEqualTo(400);
        assertThat(desk.list("/requesters", "{'search_fields':{'email_id':'other@'}}")
                        .at("/requesters"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Yuki Tanabe, 200", "Marta Nowak, 400"})
    void a_technician_may_have_to_be_in_the_group(String technician, int status) {
        desk.settings("{'technicianMustBeInGroup':true}");

        Answer answer = desk.put(
                "/requests/" + desk.newRequest() + "/assign",
                "{'request':{'group':{'name':'Network and Telephony'},'technician':{'name':'" + technician + "'}}}");

        assertThat(answer.status()).isEqualTo(status);
    }

    @Test
    void row_counts_over_100_are_cut_or_refused() {
        assertThat(desk.list("/requests", "{'row_count':500}")
                        .at("/list_info/row_count")
                        .asInt())
                .isEqualTo(100);

        desk.settings("{'clampRowCount':false}");
        assertThat(desk.list("/requests", "{'row_count':500}").verdict()).isEqualTo("400/4001");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'noSuchSwitch':true}|Unknown switch: noSuchSwitch",
                "{'strictAccept':'yes'}|strictAccept wants true or false",
                "{'rateLimitPerMinute':-1}|rateLimitPerMinute wants a whole number, 0 or more",
                "{'closureRules':'resolution'}|closureRules wants an array of names"
            })
    void a_wrong_setting_is_refused_and_changes_nothing(String change, String error) {
        Answer before = desk.sim("GET", "/settings", "");

        Answer answer = desk.sim("POST", "/settings", change);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/error").asText()).isEqualTo(error);
        assertThat(desk.sim("GET", "/settings", "").json()).isEqualTo(before.json());
    }
}
