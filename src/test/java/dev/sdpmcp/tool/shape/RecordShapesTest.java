package dev.sdpmcp.tool.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.jsonrpc.JsonRpcCodec;
import dev.sdpmcp.tool.Description;
import dev.sdpmcp.tool.LongText;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordShapesTest {

    private final ObjectMapper mapper = new JsonRpcCodec().mapper();

    private Shape arguments(Class<?> type) {
        return RecordShapes.ofArguments(type, mapper);
    }

    private Shape result(Class<?> type) {
        return RecordShapes.ofResult(type, mapper);
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Snake(
            @Description("Whether there is more") boolean hasMore,
            @Description("The total") int totalCount) {}

    @Test
    void knows_the_names_on_the_wire() {
        assertThat(arguments(Everything.class).names()).contains("subject", "request_id");
        assertThat(result(Snake.class).names()).containsExactly("has_more", "total_count");
    }

    record Mute(@Description("Fine") String said, String unsaid) {}

    record Deep(@Description("Rows") List<Mute> rows) {}

    record Blank(@Description(" ") String blank) {}

    @Test
    void refuses_a_component_without_a_description_at_any_depth() {
        assertThatThrownBy(() -> arguments(Mute.class))
                .hasMessage(Mute.class.getName() + ".unsaid has no @Description");
        assertThatThrownBy(() -> result(Deep.class)).hasMessage(Mute.class.getName() + ".unsaid has no @Description");
        assertThatThrownBy(() -> result(Blank.class)).hasMessage(Blank.class.getName() + ".blank has no @Description");
    }

    record Count(@Description("How many") int count) {}

    @Test
    void refuses_a_primitive_argument_because_it_cannot_be_missing() {
        assertThatThrownBy(() -> arguments(Count.class)).hasMessageContaining(Count.class.getName() + ".count");
        assertThat(result(Count.class).names()).containsExactly("count");
    }

    record When(@Description("When") Instant when) {}

    record Anything(@Description("What") Object what) {}

    record Keyed(@Description("What") Map<Integer, String> what) {}

    @Test
    void refuses_types_that_json_does_not_have() {
        for (Class<?> type : List.of(When.class, Anything.class, Keyed.class)) {
            assertThatThrownBy(() -> result(type))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(type.getName())
                    .hasMessageContaining("use a String");
        }
    }

    record Loop(@Description("Itself") List<Loop> inner) {}

    @Test
    void refuses_a_record_that_holds_itself() {
        assertThatThrownBy(() -> result(Loop.class)).hasMessageContaining(Loop.class.getName() + " holds itself");
    }

    record Unchecked(@Description("Who wants it") @Email String requester) {}

    @Test
    void refuses_a_constraint_that_nothing_would_check() {
        assertThatThrownBy(() -> arguments(Unchecked.class))
                .hasMessageStartingWith(Unchecked.class.getName() + ".requester: @Email is not checked here");
    }

    record Misplaced(@Description("How many") @Size(max = 3) Integer count) {}

    @Test
    void refuses_a_bound_that_the_type_cannot_break() {
        assertThatThrownBy(() -> arguments(Misplaced.class))
                .hasMessage(Misplaced.class.getName() + ": the member count has a bound that its type cannot break");
    }

    record Bounded(
            @Description("Texts by name") @Nullable Map<String, @Size(max = 3) String> texts,
            @Description("Lines of words") @Nullable List<List<@Size(max = 3) String>> lines) {}

    @Test
    void bounds_inside_maps_and_nested_lists_are_checked() throws Exception {
        ArgumentBinder binder = new ArgumentBinder(LongText.DEFAULT_MAX_CHARACTERS);
        JsonNode sent = mapper.readTree("{\"texts\":{\"a\":\"long\"},\"lines\":[[\"b\",\"longer\"]]}");

        assertThatThrownBy(() -> binder.bind(arguments(Bounded.class), (ObjectNode) sent))
                .hasMessage("\"lines[0][1]\": must have at most 3 characters, not \"longer\"; \"texts.a\": must have at"
                        + " most 3 characters, not \"long\"");
        assertThat(new SchemaWriter(LongText.DEFAULT_MAX_CHARACTERS)
                        .ofArguments(arguments(Bounded.class))
                        .at("/properties/texts/items/properties/value/maxLength")
                        .asInt())
                .isEqualTo(3);
    }

    record Chatty(@Description("A") String a) {
        public boolean isShort() {
            return a.length() < 3;
        }
    }

    record Discreet(@Description("A") String a) {
        @JsonIgnore
        public boolean isShort() {
            return a.length() < 3;
        }
    }

    @Test
    void refuses_a_result_that_writes_more_than_its_schema_says() {
        assertThatThrownBy(() -> result(Chatty.class)).hasMessageContaining("writes [short]");
        assertThat(result(Discreet.class).names()).containsExactly("a");
    }

    record Odd(
            @Description("A") @JsonProperty("what is it?") String a) {}

    @Test
    void refuses_names_that_model_providers_refuse() {
        assertThatThrownBy(() -> arguments(Odd.class)).hasMessageContaining("what is it?");
    }

    @Test
    void refuses_what_is_no_record() {
        assertThatThrownBy(() -> arguments(String.class)).hasMessage("java.lang.String must be a record");
    }
}
