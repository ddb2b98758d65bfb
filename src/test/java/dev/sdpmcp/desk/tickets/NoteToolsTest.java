package dev.sdpmcp.desk.tickets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.desk.Relay;
import dev.sdpmcp.desk.SimulatedDesk;
import dev.sdpmcp.simulator.setting.Profile;
import dev.sdpmcp.upstream.ScriptedServer.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Notes: which ones the requester can see, and what they may say. */
@Tag("component")
class NoteToolsTest {

    private static final SimulatedDesk DESK = new SimulatedDesk(Profile.DEFAULT);

    private String number = "";

    @AfterAll
    static void close() {
        DESK.close();
    }

    @BeforeEach
    void reset() {
        DESK.reset();
        number = DESK.newRequest();
    }

    @Test
    void a_private_note_stays_private_and_may_say_what_it_wants() {
        JsonNode note = DESK.ok(
                "add_private_note",
                "{'request_id':'" + number + "','message':'Internal: password: Winter, see #99999'}");

        assertThat(note.path("shown_to_requester").asBoolean(true)).isFalse();
        assertThat(note.has("warnings")).isFalse();
    }

    @Test
    void a_public_note_with_findings_is_added_only_in_spite_of_them() {
        String note = "{'request_id':'" + number + "','text':'Internal, see #99999'";
        DESK.ok("add_note", note + "}");

        assertThat(DESK.failure("add_note", note + ",'show_to_requester':true}"))
                .startsWith("No note was added.")
                .contains("\"internal\"", "#99999", "despite_warnings: true");
        assertThat(DESK.ok("get_request_conversation", "{'request_id':'" + number + "'}")
                        .path("total")
                        .asInt())
                .isEqualTo(1);

        JsonNode added = DESK.ok("add_note", note + ",'show_to_requester':true,'despite_warnings':true}");
        assertThat(added.path("warnings")).hasSize(2);
        assertThat(added.path("shown_to_requester").asBoolean()).isTrue();
    }

    @Test
    void a_private_note_that_the_site_shows_all_the_same_is_reported() {
        try (Relay relay = new Relay(DESK.baseUri())) {
            relay.with(request -> {
                Reply reply = relay.handOn(request);
                String shown = reply.body().replace("\"show_to_requester\":false", "\"show_to_requester\":true");
                return Reply.json(reply.status(), shown);
            });
            DESK.reachedAt(relay.uri());

            JsonNode note = DESK.ok("add_private_note", "{'request_id':'" + number + "','message':'x'}");

            assertThat(note.path("done").asText()).contains("shows it to the requester");
            assertThat(note.path("shown_to_requester").asBoolean()).isTrue();
        }
    }
}
