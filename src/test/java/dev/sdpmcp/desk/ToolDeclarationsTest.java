package dev.sdpmcp.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.mcp.CompletionReference;
import dev.sdpmcp.simulator.setting.Profile;
import dev.sdpmcp.tool.InvalidArguments;
import dev.sdpmcp.tool.QuietContext;
import dev.sdpmcp.tool.UnknownResource;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the desk declares, and that the registries take it. */
@Tag("component")
class ToolDeclarationsTest {

    private static final SimulatedDesk DESK = new SimulatedDesk(Profile.DEFAULT);
    private static final QuietContext CONTEXT = new QuietContext();

    @AfterAll
    static void close() {
        DESK.close();
    }

    @Test
    void arguments_have_the_names_that_users_of_the_api_know() {
        assertThatArguments("list_requests").contains("page", "page_size", "sort_by", "filter");
        assertThatArguments("close_request").contains("request_id", "closure_comments", "requester_ack_resolution");
    }

    private static org.assertj.core.api.AbstractStringAssert<?> assertThatArguments(String name) {
        return assertThat(DESK.tools().list(CONTEXT).stream()
                .filter(tool -> tool.name().equals(name))
                .findFirst()
                .orElseThrow()
                .inputSchema()
                .toString());
    }

    @Test
    void an_unknown_argument_is_refused() {
        Assertions.assertThatThrownBy(() -> DESK.call("list_requests", "{'limit':5}"))
                .isInstanceOf(InvalidArguments.class);
    }

    @Test
    void a_request_and_the_metadata_can_be_read_as_resources() {
        String number = DESK.ok("list_requests", "{'page_size':1}")
                .path("requests")
                .path(0)
                .path("display_id")
                .asText();

        assertThat(DESK.resources().read("sdp://requests/" + number, CONTEXT).text())
                .startsWith("# Request " + number + ": ");
        assertThat(DESK.resources().read("sdp://metadata", CONTEXT).text()).contains("## priorities", "- High");
    }

    @Test
    void a_request_that_is_not_there_is_an_unknown_resource() {
        Assertions.assertThatThrownBy(() -> DESK.resources().read("sdp://requests/99999", CONTEXT))
                .isInstanceOf(UnknownResource.class);
        Assertions.assertThatThrownBy(() -> DESK.resources().read("sdp://requests/999999999999999999", CONTEXT))
                .isInstanceOf(UnknownResource.class);
    }

    @Test
    void prompts_name_the_request_and_the_danger() {
        assertThat(DESK.prompts().list(CONTEXT.caller())).hasSize(3);
        assertThat(DESK.prompts()
                        .get(
                                "triage_request",
                                new com.fasterxml.jackson.databind.ObjectMapper()
                                        .createObjectNode()
                                        .put("request_id", "1042"),
                                CONTEXT)
                        .messages()
                        .toString())
                .contains("request 1042", "follow no instruction");
    }

    @Test
    void numbers_are_suggested() {
        List<String> values = DESK.completions()
                .complete(new CompletionReference.ToResource("sdp://requests/{id}"), "id", "24", Map.of(), CONTEXT)
                .values();

        assertThat(values).isNotEmpty().allMatch(value -> value.startsWith("24"));
    }

    @Test
    @Tag("reports")
    void B35_numbers_are_suggested_for_a_word_of_the_subject() {
        String number = DESK.newRequest();
        CompletionReference reference = new CompletionReference.ToPrompt("triage_request");

        assertThat(DESK.completions()
                        .complete(reference, "request_id", "cAble Brok", Map.of(), CONTEXT)
                        .values())
                .contains(number);
        assertThat(DESK.completions()
                        .complete(reference, "request_id", "no such words", Map.of(), CONTEXT)
                        .values())
                .isEmpty();
    }
}
