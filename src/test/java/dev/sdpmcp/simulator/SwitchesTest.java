package dev.sdpmcp.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.simulator.RunningSimulator.Answer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings of a tenant. */
@Tag("component")
class SwitchesTest {
    @RegisterExtension
    static final RunningSimulator simulator = RunningSimulator.withDefaults();

    @Test
    void closing_against_the_rules_is_a_warning_and_does_nothing() {
        simulator.settings("{'closureRules':['resolution','technician','closure_code','worklog','closed_tasks']}");
        String id = simulator.newRequest();
        simulator.post("/requests/" + id + "/tasks", "{'task':{'title':'Unfinished'}}");

        Answer answer = simulator.put("/requests/" + id + "/close", "");

        assertThat(answer.verdict()).isEqualTo("200/3000");
        assertThat(answer.at("/response_status/status_code").asInt()).isEqualTo(3000);
        assertThat(answer.at("/response_status/status").asText()).isEqualTo("warning");
        assertThat(answer.at("/response_status/messages/0/type").asText()).isEqualTo("warning");
        assertThat(answer.fields()).isEqualTo("['resolution','technician','closure_code','worklog','closed_tasks']");
        assertThat(simulator.get("/requests/" + id).at("/request/status/name").asText())
                .isEqualTo("Open");
    }

    @Test
    void closing_by_the_rules_works() {
        simulator.settings("{'closureRules':['resolution','technician','closure_code','worklog','closed_tasks']}");
        String id = simulator.newRequest();
        String task = simulator
                .post("/requests/" + id + "/tasks", "{'task':{'title':'t'}}")
                .at("/task/id")
                .asText();
        simulator.put("/requests/" + id + "/tasks/" + task, "{'task':{'status':{'name':'Closed'}}}");
        simulator.post(
                "/requests/" + id + "/worklogs",
                "{'worklog':{'owner':{'name':'Omar Diaz'},'time_spent':{'hours':'1'}}}");

        Answer answer = simulator.put(
                "/requests/" + id,
                "{'request':{'status':{'name':'Closed'},'technician':{'name':'Omar Diaz'},'resolution':{'content':'done'},'closure_info':{'closure_code':{'name':'Success'}}}}");

        assertThat(answer.at("/request/status/name").asText()).isEqualTo("Closed");
    }

    @Test
    void an_unknown_requester_is_created_if_the_tenant_allows_it() {
        simulator.settings("{'requesterMustExist':false}");

        Answer answer = simulator.post(
                "/requests", "{'request':{'subject':'x','requester':{'email_id':'new.person@example.org'}}}");

        assertThat(answer.at("/request/requester/email_id").asText()).isEqualTo("new.person@example.org");
        assertThat(simulator
                        .list("/requesters", "{'search_fields':{'email_id':'new.person'}}")
                        .at("/requesters"))
                .hasSize(1);
        assertThat(simulator
                        .post("/requests", "{'request':{'requester':{'email_id':'other@example.org'}}}")
                        .status())
                .isEqualTo(400);
        assertThat(simulator
                        .list("/requesters", "{'search_fields':{'email_id':'other@'}}")
                        .at("/requesters"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Yuki Tanabe, 200", "Marta Nowak, 400"})
    void a_technician_may_have_to_be_in_the_group(String technician, int status) {
        simulator.settings("{'technicianMustBeInGroup':true}");

        Answer answer = simulator.put(
                "/requests/" + simulator.newRequest() + "/assign",
                "{'request':{'group':{'name':'Network and Telephony'},'technician':{'name':'" + technician + "'}}}");

        assertThat(answer.status()).isEqualTo(status);
    }

    @Test
    void row_counts_over_100_are_reduced_or_refused() {
        assertThat(simulator
                        .list("/requests", "{'row_count':500}")
                        .at("/list_info/row_count")
                        .asInt())
                .isEqualTo(100);

        simulator.settings("{'clampRowCount':false}");
        assertThat(simulator.list("/requests", "{'row_count':500}").verdict()).isEqualTo("400/4001");
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
        Answer before = simulator.sim("GET", "/settings", "");

        Answer answer = simulator.sim("POST", "/settings", change);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/error").asText()).isEqualTo(error);
        assertThat(simulator.sim("GET", "/settings", "").json()).isEqualTo(before.json());
    }
}
