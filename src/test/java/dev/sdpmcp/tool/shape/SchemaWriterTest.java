package dev.sdpmcp.tool.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import dev.sdpmcp.jsonrpc.JsonRpcCodec;
import dev.sdpmcp.tool.Description;
import dev.sdpmcp.tool.LongText;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SchemaWriterTest {

    private final ObjectMapper mapper = new JsonRpcCodec().mapper();
    private final SchemaWriter writer = new SchemaWriter(LongText.DEFAULT_MAX_CHARACTERS);

    private JsonNode argumentsOf(Class<?> type) {
        return sent(writer.ofArguments(RecordShapes.ofArguments(type, mapper)));
    }

    private JsonNode resultOf(Class<?> type) {
        return sent(writer.ofResult(RecordShapes.ofResult(type, mapper)));
    }

    /** As the client sees it, who does not know which number types the tree had. */
    private JsonNode sent(ObjectNode schema) {
        try {
            return mapper.readTree(mapper.writeValueAsString(schema));
        } catch (JsonProcessingException badSchema) {
            throw new IllegalStateException(badSchema);
        }
    }

    @Test
    void says_type_bounds_and_meaning_of_each_argument() throws Exception {
        JsonNode properties = argumentsOf(Everything.class).get("properties");

        assertThat(properties.get("subject")).isEqualTo(mapper.readTree("""
                        {"type":"string","description":"What it is about","minLength":1,"maxLength":250}"""));
        assertThat(properties.get("limit")).isEqualTo(mapper.readTree("""
                        {"type":"integer","description":"How many","minimum":1,"maximum":100}"""));
        assertThat(properties.get("confidence").get("type").asText()).isEqualTo("number");
        assertThat(properties.get("loud").get("type").asText()).isEqualTo("boolean");
    }

    @Test
    void anchors_a_pattern_since_bean_validation_matches_the_whole_text() {
        assertThat(argumentsOf(Everything.class)
                        .at("/properties/request_id/pattern")
                        .asText())
                .isEqualTo("^([0-9]+)$");
    }

    record Words(@Description("Small words") @Nullable List<@Pattern(regexp = "[a-z]+") String> words) {}

    @Test
    void says_what_the_elements_of_a_list_must_match() {
        assertThat(argumentsOf(Words.class)
                        .at("/properties/words/items/pattern")
                        .asText())
                .isEqualTo("^([a-z]+)$");
        assertThat(argumentsOf(Words.class).at("/properties/words/pattern").isMissingNode())
                .isTrue();
    }

    @Test
    void lists_the_constants_of_an_enum_as_they_are_on_the_wire() throws Exception {
        JsonNode properties = argumentsOf(Everything.class).get("properties");

        assertThat(properties.get("urgency").get("enum")).isEqualTo(mapper.readTree("[\"Low\",\"Very high\"]"));
        assertThat(properties.get("direction").get("enum")).isEqualTo(mapper.readTree("[\"up\",\"down\"]"));
    }

    @Test
    void writes_nested_records_and_lists_in_place() throws Exception {
        JsonNode schema = argumentsOf(Everything.class);

        assertThat(schema.at("/properties/tags")).isEqualTo(mapper.readTree("""
                        {"type":"array","description":"Words to file it under","maxItems":3,
                         "items":{"type":"string","maxLength":10}}"""));
        assertThat(schema.at("/properties/work/items/required")).isEqualTo(mapper.readTree("[\"minutes\",\"who\"]"));
        assertThat(schema.at("/properties/filter/additionalProperties").asBoolean(true))
                .isFalse();
        assertThat(schema.toString()).doesNotContain("$ref", "$defs", "$schema");
    }

    @Test
    @Tag("reports")
    void B26_lists_an_object_with_free_names_as_pairs() throws Exception {
        assertThat(argumentsOf(Everything.class).at("/properties/extra")).isEqualTo(mapper.readTree("""
                        {"type":"array","description":"More fields",
                         "items":{"type":"object",
                          "properties":{
                           "name":{"type":"string"},"value":{"type":"string","description":"Value; null clears it"}},
                          "required":["name"],"additionalProperties":false}}"""));
        assertThat(resultOf(FreeNames.class).at("/properties/named")).isEqualTo(mapper.readTree("""
                        {"type":"object","description":"By name","additionalProperties":{"type":"string"}}"""));
    }

    record FreeNames(@Description("By name") Map<String, String> named) {}

    record Sizes(
            @Description("Short") @Size(max = 1_000) @Nullable
            String shorter,

            @Description("Long") @Size(max = 1_001) @Nullable
            String longer,

            @Description("As long as is set") @LongText @Nullable
            String story,

            @Description("Many") @Size(max = 5_000) @Nullable
            List<String> many) {}

    @Test
    @Tag("reports")
    void B25_lists_no_size_above_a_thousand() {
        JsonNode properties = argumentsOf(Sizes.class).get("properties");

        assertThat(properties.get("shorter").get("maxLength").asInt()).isEqualTo(1_000);
        assertThat(properties.get("longer").has("maxLength")).isFalse();
        assertThat(properties.get("story").has("maxLength")).isFalse();
        assertThat(properties.get("many").has("maxItems")).isFalse();
    }

    @Test
    @Tag("reports")
    void B25_checks_what_it_does_not_list() {
        ObjectNode sent = mapper.createObjectNode().put("longer", "x".repeat(1_002));

        assertThatThrownBy(() -> new ArgumentBinder(1_500).bind(RecordShapes.ofArguments(Sizes.class, mapper), sent))
                .hasMessageContaining("must have at most 1001 characters");
        assertThatThrownBy(() -> new ArgumentBinder(1_500)
                        .bind(
                                RecordShapes.ofArguments(Sizes.class, mapper),
                                mapper.createObjectNode().put("story", "x".repeat(1_501))))
                .hasMessageContaining("must have at most 1500 characters");
    }

    @Test
    void keeps_the_order_of_the_components() {
        assertThat(argumentsOf(Everything.class).get("properties").fieldNames())
                .toIterable()
                .startsWith("subject", "limit", "request_id", "since");
    }

    @Test
    void requires_of_arguments_what_is_constrained_to_be_there() throws Exception {
        assertThat(argumentsOf(Everything.class).get("required")).isEqualTo(mapper.readTree("[\"subject\"]"));
    }

    @Test
    void writes_an_object_without_properties_for_a_tool_without_arguments() throws Exception {
        assertThat(argumentsOf(NoArguments.class))
                .isEqualTo(mapper.readTree("{\"type\":\"object\",\"properties\":{},\"additionalProperties\":false}"));
    }

    record Page(
            @Description("The rows") List<Row> rows,
            @Description("How many rows") int returned,
            @Description("Where to go on") @Nullable String next) {
        record Row(
                @Description("The id") String id,
                @Description("Who works on it") @Nullable String technician) {}
    }

    @Test
    void requires_of_a_result_what_is_not_nullable() throws Exception {
        JsonNode schema = resultOf(Page.class);

        assertThat(schema.get("required")).isEqualTo(mapper.readTree("[\"rows\",\"returned\"]"));
        assertThat(schema.at("/properties/rows/items/required")).isEqualTo(mapper.readTree("[\"id\"]"));
        assertThat(schema.has("additionalProperties")).isFalse();
    }

    @Test
    void is_valid_schema_in_the_dialects_of_all_revisions() {
        for (SpecVersion.VersionFlag dialect :
                List.of(SpecVersion.VersionFlag.V7, SpecVersion.VersionFlag.V201909, SpecVersion.VersionFlag.V202012)) {
            JsonSchema schemaOfSchemas =
                    JsonSchemaFactory.getInstance(dialect).getSchema(SchemaLocation.of(dialect.getId()));
            assertThat(schemaOfSchemas.validate(argumentsOf(Everything.class))).isEmpty();
            assertThat(schemaOfSchemas.validate(resultOf(Page.class))).isEmpty();
        }
    }
}
