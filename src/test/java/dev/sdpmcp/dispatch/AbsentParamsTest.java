package dev.sdpmcp.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sdpmcp.jsonrpc.DecodedMessage;
import dev.sdpmcp.jsonrpc.JsonRpcCodec;
import dev.sdpmcp.jsonrpc.JsonRpcMessage;
import dev.sdpmcp.mcp.PromptMessage;
import dev.sdpmcp.tool.CallContext;
import dev.sdpmcp.tool.Capability;
import dev.sdpmcp.tool.CompletedBy;
import dev.sdpmcp.tool.Completer;
import dev.sdpmcp.tool.Description;
import dev.sdpmcp.tool.McpPrompt;
import dev.sdpmcp.tool.McpTool;
import dev.sdpmcp.tool.QuietContext;
import dev.sdpmcp.tool.registry.CapabilityBean;
import dev.sdpmcp.tool.registry.CompletionRegistry;
import dev.sdpmcp.tool.registry.GivenTools;
import dev.sdpmcp.tool.registry.PromptRegistry;
import dev.sdpmcp.tool.registry.ResourceRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients write for what they leave out: null, and what PHP and forms make of nothing. */
@Tag("reports")
class AbsentParamsTest {

    private static final ObjectMapper JSON = new JsonRpcCodec().mapper();

    static class Greetings implements Capability {

        record Name(
                @Description("Whom") @CompletedBy(Names.class) @Nullable
                String name) {}

        @McpTool(name = "greet", toolset = "requests", title = "Greet", description = "Greets")
        public String greet(Name name) {
            return "Hello " + name.name();
        }

        @McpPrompt(name = "greeting", title = "Greeting", description = "Greets")
        public List<PromptMessage> greeting(Name name) {
            return List.of(PromptMessage.user("Hello " + name.name()));
        }
    }

    static class Names implements Completer {
        @Override
        public List<String> complete(String typed, Map<String, String> others, CallContext context) {
            return List.of(others.toString());
        }
    }

    private final JsonRpcCodec codec = new JsonRpcCodec();
    private final Engine engine = engine();

    private static Engine engine() {
        List<CapabilityBean> beans = List.of(CapabilityBean.of(new Greetings()));
        PromptRegistry prompts = new PromptRegistry(beans, JSON, (tool, client) -> true);
        ResourceRegistry resources = new ResourceRegistry(beans, JSON, (tool, client) -> true);
        return new Engine(List.of(
                MethodHandlers.ping(),
                MethodHandlers.toolsList(GivenTools.of(new Greetings())),
                MethodHandlers.promptsList(prompts),
                MethodHandlers.resourcesList(resources),
                MethodHandlers.resourceTemplatesList(resources),
                MethodHandlers.promptsGet(prompts),
                new ToolsCallHandler(GivenTools.of(new Greetings())),
                new CompletionHandler(
                        new CompletionRegistry(beans, type -> new Names(), JSON, (tool, client) -> true))));
    }

    private JsonRpcMessage.Response answer(String method, String member) {
        String body = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\"" + member.replace('\'', '"') + "}";
        DecodedMessage frame =
                codec.decode(body.getBytes(StandardCharsets.UTF_8)).frames().getFirst();
        assertThat(frame).as(body).isInstanceOf(DecodedMessage.Valid.class);
        JsonRpcMessage.Call call = (JsonRpcMessage.Call) ((DecodedMessage.Valid) frame).message();
        assertThat(new Params(call.params()).progressToken()).isNull();
        return engine.answer(call, new QuietContext());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ping", "tools/list", "prompts/list", "resources/list", "resources/templates/list"})
    void B05_takes_every_way_to_say_no_params(String method) {
        JsonRpcMessage.Response absent = answer(method, "");

        assertThat(absent).isInstanceOf(JsonRpcMessage.Result.class);
        for (String params : List.of(
                "null",
                "[]",
                "{}",
                "{'cursor':null}",
                "{'cursor':''}",
                "{'_meta':null}",
                "{'_meta':[]}",
                "{'_meta':{'progressToken':null}}",
                "{'cursor':null,'_meta':{}}")) {
            assertThat(answer(method, ",'params':" + params)).as(params).isEqualTo(absent);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"tools/call | greet", "prompts/get | greeting"})
    void B05_takes_every_way_to_say_no_arguments(String method, String name) {
        JsonRpcMessage.Response absent = answer(method, ",'params':{'name':'" + name + "'}");

        assertThat(codec.encode(absent)).contains("Hello null");
        for (String arguments : List.of("null", "\"\"", "[]", "{}", "{'name':null}")) {
            assertThat(answer(method, ",'params':{'name':'" + name + "','arguments':" + arguments + ",'_meta':null}"))
                    .as(arguments)
                    .isEqualTo(absent);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",'context':null",
                ",'context':[]",
                ",'context':{'arguments':null}",
                ",'context':{'arguments':{'x':null}}"
            })
    void B05_completes_without_other_arguments(String context) {
        String params =
                "{'ref':{'type':'ref/prompt','name':'greeting'},'argument':{'name':'name','value':''}" + context + "}";

        assertThat(codec.encode(answer("completion/complete", ",'params':" + params)))
                .contains("\"values\":[\"{}\"]");
    }

    @Test
    void B05_still_refuses_what_is_no_object_and_what_is_missing() {
        assertThat(codec.encode(answer("tools/call", ",'params':null")))
                .contains("-32602", "\\\"name\\\" must be a string");
        assertThat(codec.encode(answer("tools/call", ",'params':{'name':'greet','arguments':[1]}")))
                .contains("-32602", "\\\"arguments\\\" must be an object, it is array");
        assertThat(codec.encode(answer("tools/list", ",'params':{'cursor':'x'}")))
                .contains("-32602");
    }
}
