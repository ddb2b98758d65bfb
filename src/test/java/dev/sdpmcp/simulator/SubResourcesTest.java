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

/** What hangs below a request. */
@Tag("component")
class SubResourcesTest {
    @RegisterExtension
    static final RunningSimulator desk = RunningSimulator.usual();

    private String request = "";

    @BeforeEach
    void one_request() {
        request = "/requests/" + desk.newRequest();
    }

    @Test
    void a_note_is_private_unless_said() {
        JsonNode note = desk.post(request + "/notes", "{'request_note':{'description':'<b>Called</b>'}}")
                .at("/request_note");

        assertThat(note.at("/show_to_requester").asBoolean()).isFalse();
        assertThat(note.at("/created_by/name").asText()).isEqualTo("Omar Diaz");
        assertThat(note.at("/request/display_id").asText()).isEqualTo("251");
        assertThat(desk.get(request).at("/request/has_notes").asBoolean()).isTrue();
    }

    @Test
    void the_word_of_the_other_edition_is_refused() {
        Answer answer = desk.post(request + "/notes", "{'note':{'description':'x'}}");

        assertThat(answer.verdict() + answer.fields()).isEqualTo("400/4001note");
        assertThat(answer.message()).isEqualTo("EXTRA_KEY_FOUND_IN_JSON");
    }

    @Test
    void a_list_of_notes_has_their_text_only_when_asked() {
        desk.post(request + "/notes", "{'request_note':{'description':'x'}}");

        assertThat(desk.get(request + "/notes").at("/notes/0").has("description"))
                .isFalse();
        assertThat(desk.list(request + "/notes", "{'fields_required':['description']}")
                        .at("/notes/0/description")
                        .asText())
                .isEqualTo("x");
    }

    @Test
    void notes_change_and_go_for_good() {
        String note = request + "/notes/"
                + desk.post(request + "/notes", "{'request_note':{'description':'x'}}")
                        .at("/request_note/id")
                        .asText();

        Answer changed = desk.put(note, "{'request_note':{'description':'y'}}");
        desk.delete(note);

        assertThat(changed.at("/request_note/description").asText()).isEqualTo("y");
        assertThat(changed.at("/request_note/last_updated_by/name").asText()).isEqualTo("Omar Diaz");
        assertThat(desk.get(note).verdict()).isEqualTo("404/4007");
    }

    @Test
    void a_first_response_is_marked_once() {
        String first = "{'request_note':{'description':'x','mark_first_response':true}}";
        desk.post(request + "/notes", first);
        String moment = desk.get(request).at("/request/responded_time/value").asText();

        Answer again = desk.post(request + "/notes", first);

        assertThat(moment).isNotEmpty();
        assertThat(again.verdict() + again.fields()).isEqualTo("400/4009mark_first_response");
    }

    @Test
    void a_note_of_another_request_is_not_found_here() {
        String note = desk.post(request + "/notes", "{'request_note':{'description':'x'}}")
                .at("/request_note/id")
                .asText();

        assertThat(desk.get("/requests/" + desk.newRequest() + "/notes/" + note).verdict())
                .isEqualTo("404/4007");
    }

    @Test
    void a_reply_is_a_mail_and_the_first_response() {
        Answer sent = desk.post(
                request + "/notifications",
                "{'notification':{'subject':'Re: [Request ID :##251##] : x','description':'<p>Hello</p>','to':[{'email_id':'mira.holm@example.org'}],'cc':[],'bcc':[]}}");

        assertThat(sent.at("/notification/type").asText()).isEqualTo("reply");
        assertThat(sent.at("/notification/sender/email_id").asText()).isEqualTo("omar.diaz@example.org");
        assertThat(sent.at("/notification/to/0/email_id").asText()).isEqualTo("mira.holm@example.org");
        assertThat(desk.get(request).at("/request/responded_time/value").asText())
                .isNotEmpty();
    }

    @Test
    void a_conversation_says_where_its_text_is() {
        desk.post(request + "/notes", "{'request_note':{'description':'a note','show_to_requester':true}}");
        desk.post(request + "/notifications", "{'notification':{'description':'a mail'}}");

        JsonNode rows = desk.list(request + "/conversations", "{'sort_field':'type','sort_order':'desc'}")
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
        Answer added = desk.post(
                request + "/tasks",
                "{'task':{'title':'Swap battery','owner':{'email_id':'omar.diaz@example.org'},'estimated_effort':{'days':'0','hours':'1','minutes':'0'}}}");
        String task = request + "/tasks/" + added.at("/task/id").asText();

        JsonNode closed =
                desk.put(task, "{'task':{'status':{'name':'Closed'}}}").at("/task");

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
        assertThat(desk.post(request + "/" + path, input).verdict()).isEqualTo(verdict);
        assertThat(desk.get(request + "/" + path).at("/" + path)).isEmpty();
    }

    @Test
    void tasks_stand_on_their_own_too() {
        String id = desk.post("/tasks", "{'task':{'title':'Tidy the store'}}")
                .at("/task/id")
                .asText();

        assertThat(desk.get("/tasks/" + id).at("/task/request").isNull()).isTrue();
        assertThat(desk.post("/tasks/" + id + "/worklogs", worklog())
                        .at("/worklog/task/title")
                        .asText())
                .isEqualTo("Tidy the store");
        assertThat(desk.get(request + "/tasks/" + id).verdict()).isEqualTo("404/4007");
    }

    @Test
    void time_spent_is_told_in_milliseconds_and_charged() {
        JsonNode worklog = desk.post(
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
        Answer answer = desk.post(
                request + "/worklogs",
                "{'worklog':{'owner':{'name':'Omar Diaz'},'start_time':{'value':'" + start + "'},'end_time':{'value':"
                        + end + "}}}");

        assertThat(answer.at("/worklog/time_spent/minutes").asText()).isEqualTo("45");
    }

    @Test
    void a_deleted_request_takes_everything_below_it_along() {
        String task = desk.post(request + "/tasks", "{'task':{'title':'x'}}")
                .at("/task/id")
                .asText();
        desk.delete(request);
        desk.delete(request);

        assertThat(desk.get("/tasks/" + task).verdict()).isEqualTo("404/4007");
    }

    private static String worklog() {
        return "{'worklog':{'owner':{'name':'Omar Diaz'},'time_spent':{'minutes':'5'}}}";
    }

    private static Answer follow(JsonNode contentUrl) {
        return desk.get(contentUrl.asText().substring(RunningSimulator.API.length()));
    }
}
