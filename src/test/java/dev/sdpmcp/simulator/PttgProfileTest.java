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
    static final RunningSimulator desk =
            new RunningSimulator(SimulatorOptions.defaults().withProfile(Profile.PTTG));

    @Test
    void a_complete_request_is_taken_and_its_priority_computed() {
        Answer answer = desk.post("/requests", "{'request':{" + COMPLETE + "}}");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.at("/request/priority/name").asText()).isEqualTo("3 - High");
    }

    @Test
    void what_the_template_demands_is_named_all_at_once() {
        Answer answer = desk.post("/requests", "{'request':{}}");

        assertThat(answer.verdict()).isEqualTo("400/4012");
        assertThat(answer.fields())
                .isEqualTo(
                        "['subject','mode','request_type','urgency','level','impact','category','subcategory','status']");
        assertThat(answer.at("/response_status/messages/0").has("message")).isFalse();
    }

    @Test
    void a_category_needs_a_subcategory_also_in_an_update() {
        String id = complete();

        Answer answer = desk.put("/requests/" + id, "{'request':{'category':{'name':'Hardware'}}}");

        assertThat(answer.verdict() + answer.fields()).isEqualTo("400/4012['subcategory']");
    }

    @Test
    void nobody_may_give_a_priority() {
        Answer answer = desk.post("/requests", "{'request':{" + COMPLETE + ",'priority':{'name':'4 - Critical'}}}");

        assertThat(answer.verdict() + answer.fields()).isEqualTo("403/4002priority");
        assertThat(answer.message()).isEqualTo("Cannot give value for priority");
    }

    @Test
    void a_status_goes_by_name_only() {
        String resolved = desk.id("/statuses", "Resolved");
        String id = complete();

        Answer byId = desk.put("/requests/" + id, "{'request':{'status':{'id':'" + resolved + "'}}}");
        Answer byBoth =
                desk.put("/requests/" + id, "{'request':{'status':{'id':'" + resolved + "','name':'Resolved'}}}");

        assertThat(byId.verdict()).isEqualTo("400/4001");
        assertThat(byId.message()).isEqualTo("Unable to parse the given data for id");
        assertThat(byBoth.status()).isEqualTo(200);
    }

    @Test
    void a_closed_request_is_read_only_until_it_is_reopened() {
        String id = complete();
        desk.put("/requests/" + id, "{'request':{'status':{'name':'Closed'}}}");

        Answer refused = desk.put("/requests/" + id, "{'request':{'impact':{'name':'2 - Affects Group'}}}");
        desk.put("/requests/" + id, "{'request':{'status':{'name':'Open'}}}");
        Answer taken = desk.put("/requests/" + id, "{'request':{'impact':{'name':'2 - Affects Group'}}}");

        assertThat(refused.verdict() + refused.fields()).isEqualTo("403/4001impact");
        assertThat(taken.status()).isEqualTo(200);
    }

    @Test
    void its_words_are_its_own() {
        assertThat(desk.list("/priorities", "{'row_count':100}")
                        .at("/priorities")
                        .findValuesAsText("name"))
                .containsExactly("1 - Low", "2 - Normal", "3 - High", "4 - Critical", "z - Medium");
        assertThat(desk.list("/statuses", "{'row_count':100}").at("/statuses").findValuesAsText("name"))
                .contains("On Hold")
                .doesNotContain("Onhold");
    }

    @Test
    void it_has_tickets_too() {
        assertThat(desk.list("/requests", "{'get_total_count':true}")
                        .at("/list_info/total_count")
                        .asInt())
                .isEqualTo(250);
    }

    private static String complete() {
        return desk.post("/requests", "{'request':{" + COMPLETE + "}}")
                .at("/request/id")
                .asText();
    }
}
