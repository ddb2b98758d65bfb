package dev.sdpmcp.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.simulator.RunningSimulator.Answer;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Notes, mails, tasks and worklogs of a request. */
@Tag("component")
class SubResourcesTest {
    @RegisterExtension
    static final RunningSimulator simulator = RunningSimulator.withDefaults();

    private String request = "";

    @BeforeEach
    void one_request() {
        request = "/requests/" + simulator.newRequest();
    }

    @Test
    void a_note_is_private_unless_said() {
        JsonNode note = simulator
                .post(request + "/notes", "{'request_note':{'description':'<b>Called</b>'}}")
                .at("/request_note");

        assertThat(note.at("/show_to_requester").asBoolean()).isFalse();
        assertThat(note.at("/created_by/name").asText()).isEqualTo("Omar Diaz");
        assertThat(note.at("/request/display_id").asText()).isEqualTo("251");
        assertThat(simulator.get(request).at("/request/has_notes").asBoolean()).isTrue();
    }

    @Test
    void the_wrapper_of_the_on_premises_edition_is_refused() {
        Answer answer = simulator.post(request + "/notes", "{'note':{'description':'x'}}");

        assertThat(answer.verdict() + answer.fields()).isEqualTo("400/4001note");
        assertThat(answer.message()).isEqualTo("EXTRA_KEY_FOUND_IN_JSON");
    }

    @Test
    void a_list_of_notes_has_their_text_only_on_request() {
        simulator.post(request + "/notes", "{'request_note':{'description':'x'}}");

        assertThat(simulator.get(request + "/notes").at("/notes/0").has("description"))
                .isFalse();
        assertThat(simulator
                        .list(request + "/notes", "{'fields_required':['description']}")
                        .at("/notes/0/description")
                        .asText())
                .isEqualTo("x");
    }

    @Test
    void notes_are_updated_and_deleted_permanently() {
        String note = request + "/notes/"
                + simulator
                        .post(request + "/notes", "{'request_note':{'description':'x'}}")
                        .at("/request_note/id")
                        .asText();

        Answer changed = simulator.put(note, "{'request_note':{'description':'y'}}");
        simulator.delete(note);

        assertThat(changed.at("/request_note/description").asText()).isEqualTo("y");
        assertThat(changed.at("/request_note/last_updated_by/name").asText()).isEqualTo("Omar Diaz");
        assertThat(simulator.get(note).verdict()).isEqualTo("404/4007");
    }

    @Test
    void a_first_response_is_marked_once() {
        String first = "{'request_note':{'description':'x','mark_first_response':true}}";
        simulator.post(request + "/notes", first);
        String moment =
                simulator.get(request).at("/request/responded_time/value").asText();

        Answer again = simulator.post(request + "/notes", first);

        assertThat(moment).isNotEmpty();
        assertThat(again.verdict() + again.fields()).isEqualTo("400/4009mark_first_response");
    }

    @Test
    void a_note_of_another_request_is_not_found_here() {
        String note = simulator
                .post(request + "/notes", "{'request_note':{'description':'x'}}")
                .at("/request_note/id")
                .asText();

        assertThat(simulator
                        .get("/requests/" + simulator.newRequest() + "/notes/" + note)
                        .verdict())
                .isEqualTo("404/4007");
    }

    @Test
    void a_reply_is_a_mail_and_the_first_response() {
        Answer sent = simulator.post(
                request + "/notifications",
                "{'notification':{'subject':'Re: [Request ID :##251##] : x','description':'<p>Hello</p>','to':[{'email_id':'mira.holm@example.org'}],'cc':[],'bcc':[]}}");

        assertThat(sent.at("/notification/type").asText()).isEqualTo("reply");
        assertThat(sent.at("/notification/sender/email_id").asText()).isEqualTo("omar.diaz@example.org");
        assertThat(sent.at("/notification/to/0/email_id").asText()).isEqualTo("mira.holm@example.org");
        assertThat(simulator.get(request).at("/request/responded_time/value").asText())
                .isNotEmpty();
    }

    @Test
    void a_conversation_has_the_address_of_its_text() {
        simulator.post(request + "/notes", "{'request_note':{'description':'a note','show_to_requester':true}}");
        simulator.post(
                request + "/notifications",
                "{'notification':{'description':'a mail','to':[{'email_id':'mira.holm@example.org'}]}}");

        JsonNode rows = simulator
                .list(request + "/conversations", "{'sort_field':'type','sort_order':'desc'}")
                .at("/conversations");

        assertThat(rows.findValuesAsText("type")).containsExactly("NOTES", "EMAIL");
        assertThat(rows.at("/0").has("description")).isFalse();
        assertThat(follow(rows.at("/0/content_url"))
                        .at("/request_note/description")
                        .asText())
                .isEqualTo("a note");
        assertThat(follow(rows.at("/1/content_url"))
                        .at("/notification/description")
                        .asText())
                .isEqualTo("a mail");
    }

    @Test
    void a_task_starts_open_and_is_complete_when_closed() {
        Answer added = simulator.post(
                request + "/tasks",
                "{'task':{'title':'Swap battery','owner':{'email_id':'omar.diaz@example.org'},'estimated_effort':{'days':'0','hours':'1','minutes':'0'}}}");
        String task = request + "/tasks/" + added.at("/task/id").asText();

        JsonNode closed =
                simulator.put(task, "{'task':{'status':{'name':'Closed'}}}").at("/task");

        assertThat(added.at("/task/status/name").asText()).isEqualTo("Open");
        assertThat(added.at("/task/estimated_effort/hours").asInt()).isEqualTo(1);
        assertThat(closed.at("/percentage_completion").asInt()).isEqualTo(100);
        assertThat(closed.at("/actual_end_time/value").asText()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tasks|{'task':{}}|400/4012",
                "tasks|{'task':{'title':'x','percentage_completion':101}}|400/4001",
                "tasks|{'task':{'title':'x','scheduled_start_time':{'value':'2000'},'scheduled_end_time':{'value':'1000'}}}|400/4016",
                "worklogs|{'worklog':{'time_spent':{'hours':'1'}}}|400/4012",
                "worklogs|{'worklog':{'owner':{'name':'Omar Diaz'}}}|400/4012",
                "worklogs|{'worklog':{'owner':{'name':'Omar Diaz'},'time_spent':{'hours':'1'},'is_billable':true}}|400/4001",
                "worklogs|{'worklog':{'owner':{'name':'Omar Diaz'},'time_spent':'1h'}}|400/4021",
                "worklogs|{'worklog':{'owner':{'name':'Omar Diaz'},'start_time':{'value':'2000'},'end_time':{'value':'1000'}}}|400/4016"
            })
    void wrong_tasks_and_worklogs_are_refused(String path, String input, String verdict) {
        assertThat(simulator.post(request + "/" + path, input).verdict()).isEqualTo(verdict);
        assertThat(simulator.get(request + "/" + path).at("/" + path)).isEmpty();
    }

    @Test
    void tasks_exist_without_a_request_too() {
        String id = simulator
                .post("/tasks", "{'task':{'title':'Tidy the store'}}")
                .at("/task/id")
                .asText();

        assertThat(simulator.get("/tasks/" + id).at("/task/request").isNull()).isTrue();
        assertThat(simulator
                        .post("/tasks/" + id + "/worklogs", worklog())
                        .at("/worklog/task/title")
                        .asText())
                .isEqualTo("Tidy the store");
        assertThat(simulator.get(request + "/tasks/" + id).verdict()).isEqualTo("404/4007");
    }

    @Test
    void time_spent_is_in_milliseconds_and_charged() {
        JsonNode worklog = simulator
                .post(
                        request + "/worklogs",
                        "{'worklog':{'owner':{'name':'Omar Diaz'},'time_spent':{'hours':'1','minutes':'30'},'other_charge':'2.50'}}")
                .at("/worklog");

        assertThat(worklog.at("/time_spent/value").textValue()).isEqualTo("5400000");
        assertThat(worklog.at("/time_spent/minutes").textValue()).isEqualTo("30");
        assertThat(worklog.at("/tech_charge").asDouble()).isEqualTo(67.5);
        assertThat(worklog.at("/total_charge").asDouble()).isEqualTo(70.0);
    }

    @Test
    void time_spent_follows_from_start_and_end() {
        long end = System.currentTimeMillis();
        long start = end - Duration.ofMinutes(45).toMillis();
        Answer answer = simulator.post(
                request + "/worklogs",
                "{'worklog':{'owner':{'name':'Omar Diaz'},'start_time':{'value':'" + start + "'},'end_time':{'value':"
                        + end + "}}}");

        assertThat(answer.at("/worklog/time_spent/minutes").asText()).isEqualTo("45");
    }

    @Test
    void records_below_a_request_are_deleted_with_it() {
        String task = simulator
                .post(request + "/tasks", "{'task':{'title':'x'}}")
                .at("/task/id")
                .asText();
        simulator.delete(request);
        simulator.delete(request);

        assertThat(simulator.get("/tasks/" + task).verdict()).isEqualTo("404/4007");
    }

    private static String worklog() {
        return "{'worklog':{'owner':{'name':'Omar Diaz'},'time_spent':{'minutes':'5'}}}";
    }

    private static Answer follow(JsonNode contentUrl) {
        return simulator.get(contentUrl.asText().substring(RunningSimulator.API.length()));
    }
}
