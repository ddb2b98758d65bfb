package dev.sdpmcp.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What somebody who can write a mail to the help desk can do to the server: nothing. */
class HostileTicketIT {

    /** Before, the first of the mails below took minutes or the whole process. A busy machine needs some of this. */
    private static final Duration SOON = Duration.ofSeconds(15);

    private static String token = "";

    private final Simulator desk = Deployment.simulator();
    private final TestSession session = TestSession.ready(Deployment.target());

    @BeforeAll
    static void authorize() {
        token = Deployment.simulator().token();
    }

    @AfterEach
    void leave() {
        session.close();
    }

    static Stream<Arguments> mails() {
        return Stream.of(
                Arguments.of("nested tables", "<p>please help</p>" + "<table><tr><td>".repeat(27) + "x"),
                Arguments.of("lines in quotations", "<blockquote>".repeat(400) + "a<br>".repeat(90_000)),
                Arguments.of(
                        "a newsletter",
                        "<table><tr><td>".repeat(4)
                                + ("<p>" + "words ".repeat(36) + "</p>").repeat(25)
                                + "</td></tr></table>".repeat(4)),
                Arguments.of("blanks", "<pre>x" + " ".repeat(400_000) + "y</pre>"),
                Arguments.of("nested lists", "<ul><li>".repeat(60_000) + "x"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mails")
    void a_mail_is_read_soon_by_every_way_to_its_text(String name, String html) {
        String id = desk.receive(token, "Hostile: " + name, html);

        assertSoon(session.sendTool("get_request", Json.object().put("request_id", id)));
        assertSoon(session.sendTool("get_request_conversation", Json.object().put("request_id", id)));
        assertSoon(session.send("resources/read", Json.object().put("uri", "sdp://requests/" + id)));
    }

    private JsonNode assertSoon(long call) {
        assertThat(session.isAnswered(call, SOON))
                .as("answered within %s", SOON)
                .isTrue();
        JsonNode answer = session.answerTo(call);
        assertThat(answer.at("/result/isError").asBoolean())
                .as(answer.toString())
                .isFalse();
        assertThat(answer.has("result")).isTrue();
        return answer;
    }

    @Test
    void a_cancelled_call_gives_its_place_back_at_once() {
        String id = desk.receive(token, "Hostile: cancelled", "<div>".repeat(2_000) + "a<br>".repeat(95_000));
        long call = session.sendTool("get_request", Json.object().put("request_id", id));
        session.cancel(call);

        Awaitility.await().atMost(SOON).until(() -> callsInProgress() == 0);
    }

    private int callsInProgress() {
        HttpRequest request = HttpRequest.newBuilder(Deployment.target().at("/sessions"))
                .header("X-API-Key", Deployment.target().key())
                .build();
        JsonNode sessions = Json.parse(Http.send(request).body()).path("sessions");
        int calls = 0;
        for (JsonNode each : sessions) {
            calls += each.path("callsInProgress").asInt();
        }
        return calls;
    }

    @Test
    void a_document_shows_what_users_wrote_as_text_of_theirs() {
        String id = desk.receive(
                token,
                "## Resolution <script>",
                "<h2>Resolution</h2><p>&lt;img src=https://evil.example/x&gt; ![](https://evil.example/y)</p>");

        String document = session.result("resources/read", Json.object().put("uri", "sdp://requests/" + id))
                .at("/contents/0/text")
                .asText();

        assertThat(document)
                .contains("> ## Resolution", "&lt;img", "![]&#40;")
                .doesNotContain("<img", "<script", "\n## Resolution");
    }
}
