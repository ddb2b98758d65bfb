package dev.sdpmcp.tool.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sdpmcp.jsonrpc.JsonRpcCodec;
import dev.sdpmcp.mcp.Completion;
import dev.sdpmcp.mcp.CompletionReference;
import dev.sdpmcp.tool.Completer;
import dev.sdpmcp.tool.InvalidArguments;
import dev.sdpmcp.tool.QuietContext;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CompletionRegistryTest {

    private static final CompletionReference PLAN = new CompletionReference.ToPrompt("plan_day");
    private static final CompletionReference FILE =
            new CompletionReference.ToResource("sdp://tickets/{id}/files/{file}");

    private final Map<Class<?>, Completer> beans = Map.of(
            FakeDesk.Technicians.class, new FakeDesk.Technicians(), FakeDesk.FileNames.class, new FakeDesk.FileNames());
    private final CompletionRegistry completions = new CompletionRegistry(
            List.of(CapabilityBean.of(new FakeDesk())),
            beans::get,
            new JsonRpcCodec().mapper(),
            (tool, client) -> true);

    private Completion complete(CompletionReference reference, String argument, String typed) {
        return completions.complete(reference, argument, typed, Map.of("id", "7"), new QuietContext());
    }

    @Test
    void asks_the_completer_of_a_prompts_argument() {
        assertThat(complete(PLAN, "technician", "An")).isEqualTo(new Completion(List.of("Ann", "Anton"), 2, false));
    }

    @Test
    void asks_the_completer_of_a_templates_variable_and_cuts_what_is_too_much() {
        Completion completion = complete(FILE, "file", "");

        assertThat(completion.values()).hasSize(100).startsWith("7-0");
        assertThat(completion.total()).isEqualTo(150);
        assertThat(completion.hasMore()).isTrue();
    }

    @Test
    void suggests_nothing_for_an_argument_without_a_completer() {
        assertThat(complete(PLAN, "day", "Mon")).isEqualTo(new Completion(List.of(), 0, false));
    }

    @Test
    void refuses_what_it_does_not_know() {
        assertThatThrownBy(() -> complete(PLAN, "room", ""))
                .isInstanceOf(InvalidArguments.class)
                .hasMessage("\"argument\": the name must be one of [technician, day]");
        assertThatThrownBy(() -> complete(new CompletionReference.ToPrompt("nothing"), "room", ""))
                .isInstanceOf(InvalidArguments.class)
                .hasMessageStartingWith("\"ref\":");
        assertThatThrownBy(() -> complete(new CompletionReference.ToResource("sdp://tickets/open"), "id", ""))
                .isInstanceOf(InvalidArguments.class);
    }

    @Test
    void refuses_a_completer_that_is_no_bean() {
        assertThatThrownBy(() -> new CompletionRegistry(
                        List.of(CapabilityBean.of(new FakeDesk())),
                        type -> null,
                        new JsonRpcCodec().mapper(),
                        (tool, client) -> true))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is completed by a class that is no CDI bean");
    }
}
