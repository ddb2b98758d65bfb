package dev.sdpmcp.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.simulator.RunningSimulator.Answer;
import dev.sdpmcp.simulator.setting.Profile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The strict tenant. */
@Tag("component")
class PttgProfileTest {
    private static final String COMPLETE = "'subject':'x','mode':{'name':'E-Mail'},'request_type':{'name':'Incident'},"
            + "'urgency':{'name':'3 - Have Workaround'},'level':{'name':'1 - Frontline'},"
            + "'impact':{'name':'1 - Affects User'},'category':{'name':'Software'},"
            + "'subcategory':{'name':'Application'},'status':{'name':'Open'}";

    @RegisterExtension
    static final RunningSimulator simulator =
            new RunningSimulator(SimulatorOptions.defaults().withProfile(Profile.PTTG));

    @Test
    void a_complete_request_is_accepted_and_its_priority_computed() {
        Answer answer = simulator.post("/requests", "{'request':{" + COMPLETE + "}}");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.at("/request/priority/name").asText()).isEqualTo("3 - High");
    }

    @Test
    void all_missing_fields_of_the_template_are_named_at_once() {
        Answer answer = simulator.post("/requests", "{'request':{}}");

        assertThat(answer.verdict()).isEqualTo("400/4012");
        assertThat(answer.fields())
                .isEqualTo(
                        "['subject','mode','request_type','urgency','level','impact','category','subcategory','status']");
        assertThat(answer.at("/response_status/messages/0").has("message")).isFalse();
    }

    @Test
    void a_category_needs_a_subcategory_also_in_an_update() {
        String id = complete();

        Answer answer = simulator.put("/requests/" + id, "{'request':{'category':{'name':'Hardware'}}}");

        assertThat(answer.verdict() + answer.fields()).isEqualTo("400/4012['subcategory']");
    }

    @Test
    void a_given_priority_is_refused() {
        Answer answer =
                simulator.post("/requests", "{'request':{" + COMPLETE + ",'priority':{'name':'4 - Critical'}}}");

        assertThat(answer.verdict() + answer.fields()).isEqualTo("403/4002priority");
        assertThat(answer.message()).isEqualTo("Cannot give value for priority");
    }

    @Test
    void a_status_is_accepted_by_name_only() {
        String resolved = simulator.id("/statuses", "Resolved");
        String id = complete();

        Answer byId = simulator.put("/requests/" + id, "{'request':{'status':{'id':'" + resolved + "'}}}");
        Answer byBoth =
                simulator.put("/requests/" + id, "{'request':{'status':{'id':'" + resolved + "','name':'Resolved'}}}");

        assertThat(byId.verdict()).isEqualTo("400/4001");
        assertThat(byId.message()).isEqualTo("Unable to parse the given data for id");
        assertThat(byBoth.status()).isEqualTo(200);
    }

    @Test
    void a_closed_request_is_read_only_until_it_is_reopened() {
        String id = complete();
        simulator.put("/requests/" + id, "{'request':{'status':{'name':'Closed'}}}");

        Answer refused = simulator.put("/requests/" + id, "{'request':{'impact':{'name':'2 - Affects Group'}}}");
        simulator.put("/requests/" + id, "{'request':{'status':{'name':'Open'}}}");
        Answer taken = simulator.put("/requests/" + id, "{'request':{'impact':{'name':'2 - Affects Group'}}}");

        assertThat(refused.verdict() + refused.fields()).isEqualTo("403/4001impact");
        assertThat(taken.status()).isEqualTo(200);
    }

    @Test
    void it_has_other_names() {
        assertThat(simulator
                        .list("/priorities", "{'row_count':100}")
                        .at("/priorities")
                        .findValuesAsText("name"))
                .containsExactly("1 - Low", "2 - Normal", "3 - High", "4 - Critical", "z - Medium");
        assertThat(simulator
                        .list("/statuses", "{'row_count':100}")
                        .at("/statuses")
                        .findValuesAsText("name"))
                .contains("On Hold")
                .doesNotContain("Onhold");
    }

    @Test
    void it_has_tickets_too() {
        assertThat(simulator
                        .list("/requests", "{'get_total_count':true}")
                        .at("/list_info/total_count")
                        .asInt())
                .isEqualTo(250);
    }

    private static String complete() {
        return simulator
                .post("/requests", "{'request':{" + COMPLETE + "}}")
                .at("/request/id")
                .asText();
    }
}
