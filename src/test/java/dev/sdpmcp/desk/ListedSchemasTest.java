package dev.sdpmcp.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.sdpmcp.jsonrpc.JsonRpcCodec;
import dev.sdpmcp.mcp.ToolListing;
import dev.sdpmcp.simulator.setting.Profile;
import dev.sdpmcp.tool.QuietContext;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every listed tool by the published rules of model providers, of local engines and of JSON Schema. */
@Tag("component")
@Tag("reports")
class ListedSchemasTest {

    /** Function names of OpenAI have at most 64 characters, and clients put {@code mcp__server__} before ours. */
    private static final String NAME = "[a-zA-Z0-9_-]{1,40}";

    /** Of a function and of a property: OpenAI. */
    private static final int MAX_DESCRIPTION = 1_024;

    private static final ObjectMapper JSON = new JsonRpcCodec().mapper();
    private static final List<ToolListing> TOOLS = listed();

    private static List<ToolListing> listed() {
        try (SimulatedDesk desk = new SimulatedDesk(Profile.DEFAULT)) {
            return desk.tools().list(new QuietContext());
        }
    }

    static Stream<ToolListing> tools() {
        return TOOLS.stream();
    }

    /** As the client reads it. */
    private static JsonNode sent(Object schema) throws IOException {
        return JSON.readTree(JSON.writeValueAsString(schema));
    }

    @ParameterizedTest
    @MethodSource("tools")
    void B25_B26_B27_arguments_obey_the_rules_of_every_provider(ToolListing tool) throws IOException {
        for (ModelProvider provider : ModelProvider.values()) {
            assertThat(provider.violations(sent(tool.inputSchema())))
                    .as(tool.name() + " for " + provider)
                    .isEmpty();
        }
    }

    /** Clients that pass the schema of results on give it to the model as JSON Schema, where an open object is allowed. */
    @ParameterizedTest
    @MethodSource("tools")
    void B25_results_have_no_reference_and_no_large_bound(ToolListing tool) throws IOException {
        if (tool.outputSchema() != null) {
            assertThat(ModelProvider.ANTHROPIC.violations(sent(tool.outputSchema())))
                    .isEmpty();
            assertThat(ModelProvider.LLAMA_CPP.violations(sent(tool.outputSchema())))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("tools")
    void names_and_descriptions_are_short_enough(ToolListing tool) throws IOException {
        assertThat(tool.name()).matches(NAME);
        assertThat(tool.description()).isNotBlank().hasSizeLessThanOrEqualTo(MAX_DESCRIPTION);
        assertThat(sent(tool.inputSchema()).findValuesAsText("description"))
                .allSatisfy(text -> assertThat(text).hasSizeLessThanOrEqualTo(MAX_DESCRIPTION));
    }

    @ParameterizedTest
    @MethodSource("tools")
    void schemas_are_valid_in_the_dialects_that_clients_use(ToolListing tool) throws IOException {
        for (VersionFlag dialect : List.of(VersionFlag.V7, VersionFlag.V202012)) {
            var schemaOfSchemas = JsonSchemaFactory.getInstance(dialect).getSchema(SchemaLocation.of(dialect.getId()));
            assertThat(schemaOfSchemas.validate(sent(tool.inputSchema()))).isEmpty();
            if (tool.outputSchema() != null) {
                assertThat(schemaOfSchemas.validate(sent(tool.outputSchema()))).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "OPENAI | {'type':'object','properties':{'a':{'type':'object','properties':{'b':{'type':'string'}}}},'additionalProperties':false}",
                "OPENAI | {'type':'object','properties':{'a':{'type':'string','not':{}}},'additionalProperties':false}",
                "OPENAI | {'type':'array','items':{'type':'string'}}",
                "GEMINI | {'type':'object','properties':{'a':{'type':'object','additionalProperties':{'type':'string'}}}}",
                "GEMINI | {'type':'object','properties':{'a':{'type':'array'}}}",
                "GEMINI | {'type':'object','properties':{'a':{'type':['string','null']}}}",
                "GEMINI | {'type':'object','properties':{'a':{'type':'integer','enum':[1]}}}",
                "GEMINI | {'type':'object','properties':{'a':{'type':'string','anyOf':[{'type':'string'}]}}}",
                "ANTHROPIC | {'type':'object','properties':{},'anyOf':[{'required':['a']}]}",
                "ANTHROPIC | {'type':'object','properties':{'a':{'$ref':'#/x'}}}",
                "ANTHROPIC | {'type':'object','properties':{'a b':{'type':'string'}}}",
                "LLAMA_CPP | {'type':'object','properties':{'a':{'type':'string','maxLength':1001}}}",
                "LLAMA_CPP | {'type':'object','properties':{'a':{'type':'array','items':{'type':'string','pattern':'x'}}}}",
                "LLAMA_CPP | {'type':'object','properties':{'a':{'type':'string','pattern':'^(?:x)$'}}}",
                "LLAMA_CPP | {'type':'object','properties':{'a':{'type':'string','pattern':'^\\\\d+$'}}}",
            })
    void each_rule_finds_what_breaks_it(ModelProvider provider, String schema) throws IOException {
        assertThat(provider.violations(JSON.readTree(schema.replace('\'', '"'))))
                .hasSize(1);
    }

    @Test
    void rules_about_sizes_find_what_breaks_them() throws IOException {
        String deep = "{\"type\":\"object\",\"additionalProperties\":false,\"properties\":{\"a\":".repeat(6)
                + "{\"type\":\"string\"}" + "}}".repeat(6);
        StringBuilder wide = new StringBuilder("{\"type\":\"object\",\"additionalProperties\":false,\"properties\":{");
        for (int i = 0; i <= 100; i++) {
            wide.append(i == 0 ? "" : ",").append("\"p").append(i).append("\":{\"type\":\"string\"}");
        }

        assertThat(ModelProvider.OPENAI.violations(JSON.readTree(deep)))
                .isNotEmpty()
                .allMatch(violation -> violation.endsWith("too deep"));
        assertThat(ModelProvider.OPENAI.violations(JSON.readTree(wide + "}}")))
                .containsExactly(": too many properties");
    }
}
