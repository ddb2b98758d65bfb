package dev.sdpmcp.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every method of the protocol, in every revision; that the messages fit their schemas {@link TestSession} sees to. */
class MethodsIT {

    private static final List<String> FIRST_TOOLS = List.of(
            "list_requests",
            "search_requests",
            "get_request",
            "get_request_conversation",
            "create_request",
            "update_request",
            "assign_request",
            "close_request",
            "add_note",
            "list_technicians",
            "find_technician",
            "get_metadata");

    private @Nullable TestSession open;

    private TestSession session(String revision) {
        TestSession session = TestSession.ready(Deployment.target(), revision);
        open = session;
        return session;
    }

    @AfterEach
    void leave() {
        if (open != null) {
            open.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"})
    void answers_every_method(String revision) {
        TestSession session = session(revision);

        session.result("ping", Json.object());
        session.result("tools/list", Json.object());
        session.result("tools/call", TestSession.toolParams("list_requests", Json.object("{'page_size':2}")));
        JsonNode resources = session.result("resources/list", Json.object()).get("resources");
        String uri = resources.at("/0/uri").asText();
        session.result("resources/templates/list", Json.object());
        session.result("resources/read", Json.object().put("uri", uri));
        session.result("resources/subscribe", Json.object().put("uri", uri));
        session.result("resources/unsubscribe", Json.object().put("uri", uri));
        session.result("prompts/list", Json.object());
        session.result("logging/setLevel", Json.object("{'level':'error'}"));
        session.result(
                "completion/complete",
                Json.object("{'ref':{'type':'ref/resource','uri':'sdp://requests/{id}'},'argument':{'name':'id',"
                        + "'value':'1'}}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-11-05", "2025-11-25"})
    void gets_a_prompt_about_a_ticket(String revision) {
        TestSession session = session(revision);
        String ticket = session.tool("list_requests", Json.object("{'state':'all','page_size':1}"))
                .at("/content/0/text")
                .asText();
        String number = Json.parse(ticket).at("/requests/0/display_id").asText();

        JsonNode prompt = session.result(
                "prompts/get",
                Json.object("{'name':'summarize_request'}")
                        .set("arguments", Json.object().put("request_id", number)));

        assertThat(prompt.get("messages")).isNotEmpty();
    }

    @Test
    void lists_the_tools_with_hints_and_schemas() {
        JsonNode tools =
                session("2025-11-25").result("tools/list", Json.object()).get("tools");

        assertThat(tools).extracting(tool -> tool.get("name").asText()).containsAll(FIRST_TOOLS);
        assertThat(tools).allSatisfy(tool -> {
            assertThat(tool.get("description").asText()).isNotBlank();
            assertThat(tool.get("title").asText()).isNotBlank();
            assertThat(List.of("readOnlyHint", "destructiveHint", "idempotentHint"))
                    .allMatch(tool.get("annotations")::has);
            assertThat(tool.at("/inputSchema/type").asText()).isEqualTo("object");
        });
    }

    @Test
    void sends_the_structured_content_that_the_output_schema_promises_and_the_same_as_text() {
        TestSession session = session("2025-06-18");
        JsonNode tools = session.result("tools/list", Json.object()).get("tools");
        JsonNode listing = StreamSupport.stream(tools.spliterator(), false)
                .filter(tool -> tool.get("name").asText().equals("list_requests"))
                .findFirst()
                .orElseThrow();

        JsonNode result = session.tool("list_requests", Json.object("{'page_size':3}"));

        assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(listing.get("outputSchema"))
                        .validate(result.get("structuredContent")))
                .isEmpty();
        assertThat(Json.parse(result.at("/content/0/text").asText())).isEqualTo(result.get("structuredContent"));
    }

    @Test
    void leaves_out_what_the_first_revision_does_not_know() {
        TestSession session = session("2024-11-05");

        assertThat(session.tool("list_requests", Json.object("{'page_size':1}")).has("structuredContent"))
                .isFalse();
        assertThat(session.result("tools/list", Json.object()).get("tools"))
                .noneMatch(tool -> tool.has("annotations") || tool.has("outputSchema") || tool.has("title"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tools/list", "resources/list", "resources/templates/list", "prompts/list"})
    void refuses_a_cursor_that_is_none_of_ours(String method) {
        JsonNode answer = session("2025-11-25").request(method, Json.object("{'cursor':'x'}"));

        assertThat(answer.at("/error/code").asInt()).isEqualTo(-32602);
        assertThat(answer.at("/error/message").asText()).contains("cursor");
    }

    @Test
    void tells_who_subscribed_that_a_ticket_changed() {
        Deployment.simulator();
        TestSession session = session("2025-11-25");
        String id = session.tool("create_request", Json.object("{'subject':'Subscribed'}"))
                .at("/structuredContent/display_id")
                .asText();
        String uri = "sdp://requests/" + id;
        session.result("resources/subscribe", Json.object().put("uri", uri));

        session.tool("add_note", Json.object("{'text':'seen'}").put("request_id", id));

        assertThat(session.notification().get("method").asText()).isEqualTo("notifications/resources/updated");
    }
}
