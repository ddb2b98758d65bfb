package dev.sdpmcp.tool.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.jsonrpc.JsonRpcCodec;
import dev.sdpmcp.tool.Description;
import dev.sdpmcp.tool.InvalidArguments;
import dev.sdpmcp.tool.LongText;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentBinderTest {

    private final ObjectMapper mapper = new JsonRpcCodec().mapper();

    private Object bind(Class<?> type, ObjectNode sent) {
        Shape shape = RecordShapes.ofArguments(type, mapper);
        return new ArgumentBinder(LongText.DEFAULT_MAX_CHARACTERS).bind(shape, sent);
    }

    private Object bind(Class<?> type, String json) {
        try {
            return bind(type, (ObjectNode) mapper.readTree(json));
        } catch (JsonProcessingException badTest) {
            throw new IllegalArgumentException(badTest);
        }
    }

    private Everything bind(String json) {
        return (Everything) bind(Everything.class, json);
    }

    /** What is said about arguments of which the subject is all right. */
    private String complaintAbout(String members) {
        try {
            bind("{\"subject\":\"x\"," + members + "}");
        } catch (InvalidArguments refused) {
            return refused.detail();
        }
        throw new AssertionError("was accepted: " + members);
    }

    @Test
    void binds_every_kind_of_argument() {
        Everything bound = bind("""
                {"subject":"Printer","limit":5,"request_id":"123","since":1700000000000,"confidence":0.5,"loud":true,
                 "requester":"a@example.com","urgency":"Very high","direction":"down","tags":["a","b"],
                 "filter":{"status_names":["Open"],"direction":"up"},"work":[{"minutes":5,"who":"Ann"}],
                 "extra":{"b":"2","a":"1"}}""");

        assertThat(bound)
                .isEqualTo(new Everything(
                        "Printer",
                        5,
                        "123",
                        1_700_000_000_000L,
                        0.5,
                        true,
                        "a@example.com",
                        Everything.Urgency.VERY_HIGH,
                        Everything.Direction.DOWN,
                        List.of("a", "b"),
                        new Everything.Filter(List.of("Open"), Everything.Direction.UP),
                        List.of(new Everything.Work(5, "Ann")),
                        Map.of("a", "1", "b", "2")));
    }

    @Test
    void binding_undoes_writing() throws Exception {
        Everything bound = bind("{\"subject\":\"x\",\"urgency\":\"Low\",\"filter\":{\"status_names\":[\"Open\"]}}");

        assertThat(bind(mapper.writeValueAsString(bound))).isEqualTo(bound);
    }

    @Test
    void takes_a_missing_and_a_null_optional_argument_for_the_same() {
        assertThat(bind("{\"subject\":\"x\",\"limit\":null,\"filter\":null,\"tags\":null}"))
                .isEqualTo(bind("{\"subject\":\"x\"}"));
    }

    @Test
    void takes_no_arguments_for_an_empty_object() {
        Shape shape = RecordShapes.ofArguments(NoArguments.class, mapper);

        assertThat(new ArgumentBinder(LongText.DEFAULT_MAX_CHARACTERS).bind(shape, null))
                .isEqualTo(new NoArguments());
    }

    @Test
    void hands_out_lists_and_maps_that_cannot_be_changed() {
        Everything bound = bind("{\"subject\":\"x\",\"tags\":[\"a\"],\"extra\":{}}");

        assertThat(bound.tags()).isUnmodifiable();
        assertThat(bound.extra()).isUnmodifiable();
    }

    /** Several clients keep all numbers as floating point, or send everything as text; models and forms fill every field. */
    @Tag("reports")
    @ParameterizedTest(name = "B01 to B04: {0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"request_id\":100000000000000001 | \"request_id\":\"100000000000000001\"",
                "\"request_id\":250.0 | \"request_id\":\"250\"",
                "\"request_id\":[\"7\"] | \"request_id\":\"7\"",
                "\"requester\":{\"name\":\"Ann\",\"email_id\":\"a@example.com\"} | \"requester\":\"a@example.com\"",
                "\"requester\":{\"id\":12} | \"requester\":\"12\"",
                "\"limit\":5.0 | \"limit\":5",
                "\"limit\":\"5\" | \"limit\":5",
                "\"limit\":\" 5.0 \" | \"limit\":5",
                "\"limit\":[\"5\"] | \"limit\":5",
                "\"since\":1.7e12 | \"since\":1700000000000",
                "\"confidence\":1 | \"confidence\":1.0",
                "\"confidence\":\"0.5\" | \"confidence\":0.5",
                "\"loud\":\"True\" | \"loud\":true",
                "\"loud\":\"no\" | \"loud\":false",
                "\"loud\":1 | \"loud\":true",
                "\"loud\":\"0\" | \"loud\":false",
                "\"requester\":{\"email_id\":\"\",\"name\":\"Ann\"} | \"requester\":\"Ann\"",
                "\"requester\":{\"value\":\"Ann\",\"display_value\":\"A\"} | \"requester\":\"Ann\"",
                "\"requester\":\"\u00a0\u200b\" | \"requester\":null",
                "\"tags\":[\"a\",null,\"\"] | \"tags\":[\"a\"]",
                "\"urgency\":\"low\" | \"urgency\":\"Low\"",
                "\"urgency\":\"VERY_HIGH\" | \"urgency\":\"Very high\"",
                "\"urgency\":{\"name\":\" very-high\"} | \"urgency\":\"Very high\"",
                "\"tags\":\"a\" | \"tags\":[\"a\"]",
                "\"tags\":\"[\\\"a\\\",\\\"b\\\"]\" | \"tags\":[\"a\",\"b\"]",
                "\"tags\":[1,true] | \"tags\":[\"1\",\"true\"]",
                "\"work\":{\"minutes\":\"5\",\"who\":\"Ann\"} | \"work\":[{\"minutes\":5,\"who\":\"Ann\"}]",
                "\"work\":\"[{\\\"minutes\\\":5,\\\"who\\\":\\\"Ann\\\"}]\" | \"work\":[{\"minutes\":5,\"who\":\"Ann\"}]",
                "\"extra\":\"{\\\"a\\\":\\\"1\\\"}\" | \"extra\":{\"a\":\"1\"}",
                "\"extra\":{\"a\":true,\"b\":\"\",\"c\":\"null\"} | \"extra\":{\"a\":\"true\"}",
                "\"limit\":\"\" | \"limit\":null",
                "\"limit\":\"None\" | \"limit\":null",
                "\"limit\":[] | \"limit\":null",
                "\"request_id\":\" \" | \"request_id\":null",
                "\"requester\":\"NULL\" | \"requester\":null",
                "\"requester\":\"undefined\" | \"requester\":null",
                "\"requester\":{} | \"requester\":null",
                "\"loud\":\"n/a\" | \"loud\":null",
                "\"urgency\":\"\" | \"urgency\":null",
                "\"tags\":\"\" | \"tags\":null",
                "\"filter\":\"null\" | \"filter\":null",
                "\"filter\":{\"status_names\":\"Open\",\"direction\":\"\"} | \"filter\":{\"status_names\":[\"Open\"]}",
            })
    void takes_what_has_one_reading(String sent, String meant) {
        assertThat(bind("{\"subject\":\"x\"," + sent + "}")).isEqualTo(bind("{\"subject\":\"x\"," + meant + "}"));
    }

    @Test
    @Tag("reports")
    void keeps_a_null_in_a_map_which_clears() {
        assertThat(bind("{\"subject\":\"x\",\"extra\":{\"a\":null,\"b\":\"1\"}}")
                        .extra())
                .containsEntry("a", null)
                .containsEntry("b", "1");
    }

    @Test
    @Tag("reports")
    void B26_takes_free_names_as_an_object_and_as_pairs() {
        assertThat(
                        bind(
                                "{\"subject\":\"x\",\"extra\":[{\"name\":\"b\",\"value\":\"2\"},{\"value\":\"1\",\"name\":\"a\"}]}"))
                .isEqualTo(bind("{\"subject\":\"x\",\"extra\":{\"b\":\"2\",\"a\":\"1\"}}"));
        assertThat(bind("{\"subject\":\"x\",\"extra\":[]}").extra()).isEmpty();
        assertThat(bind("{\"subject\":\"x\",\"extra\":{\"name\":\"a\",\"value\":null}}")
                        .extra())
                .containsEntry("a", null)
                .hasSize(1);
        assertThat(bind("{\"subject\":\"x\",\"extra\":[{\"name\":\"a\"},{\"name\":\"b\",\"value\":1}]}")
                        .extra())
                .isEqualTo(Map.of("b", "1"));
        assertThat(complaintAbout("\"extra\":[{\"name\":\"a\",\"value\":[1,2]}]"))
                .isEqualTo("\"extra.a\": must be a string, not a list");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"subject\":[] | must not be empty",
                "\"subject\":{} | must not be empty",
                "\"subject\":\"null\" | must not be empty",
                "\"subject\":\" \" | must not be empty",
                "\"subject\":null | is required",
                "\"subject\":1e400 | must be a string, not the number Infinity",
                "\"subject\":[\"a\",\"b\"] | must be a string, not a list",
                "\"limit\":\"five\" | must be a whole number, not the string \"five\"",
                "\"limit\":\"007\" | must be a whole number, not the string \"007\"",
                "\"limit\":5.5 | must be a whole number, not the number 5.5",
                "\"limit\":3000000000 | must be a whole number within ±2147483647, not the number 3000000000",
                "\"since\":1e400 | must be a whole number, not the number Infinity",
                "\"since\":99999999999999999999 | must be a whole number, not the number 99999999999999999999",
                "\"confidence\":1e400 | must be a number, not the number Infinity",
                "\"confidence\":\"NaN\" | must be a number, not the string \"NaN\"",
                "\"loud\":2 | must be true or false, not the number 2",
                "\"requester\":{\"name\":\"Ann\",\"value\":\"x\"} | must be a string, not an object",
                "\"requester\":{\"id\":5,\"text\":\"x\"} | must be a string, not an object",
                "\"urgency\":\"lo\" | must be one of \"Low\", \"Very high\", not the string \"lo\"; did you mean \"Low\"?",
                "\"urgency\":0 | must be one of \"Low\", \"Very high\", not the string \"0\"",
                "\"urgency\":[\"Low\",\"Low\"] | must be one of \"Low\", \"Very high\", not a list",
                "\"filter\":[] | must be an object, not a list",
                "\"extra\":5 | must be a list of {\"name\", \"value\"} with each name once, not the number 5",
                "\"extra\":[1] | must be a list of {\"name\", \"value\"} with each name once, not a list",
                "\"extra\":[{\"name\":1,\"value\":\"b\"}] | must be a list of {\"name\", \"value\"} with each name once, not a list",
                "\"extra\":[{\"name\":\"a\",\"value\":\"1\"},{\"name\":\"a\",\"value\":\"2\"}] | must be a list of {\"name\", \"value\"} with each name once, not a list",
                "\"extra\":\"a=1\" | must be a list of {\"name\", \"value\"} with each name once, not the string \"a=1\"",
            })
    void says_what_was_sent_and_what_fits(String member, String complaint) throws Exception {
        ObjectNode sent = (ObjectNode) mapper.readTree("{\"subject\":\"x\"}");
        sent.setAll((ObjectNode) mapper.readTree("{" + member + "}"));
        String name = member.substring(0, member.indexOf(':'));

        assertThatThrownBy(() -> bind(Everything.class, sent))
                .isInstanceOf(InvalidArguments.class)
                .hasMessage(name + ": " + complaint);
    }

    @Test
    void names_the_place_inside_lists_and_objects() {
        assertThat(complaintAbout("\"tags\":[\"a\",[1,2]]")).isEqualTo("\"tags[1]\": must be a string, not a list");
        assertThat(complaintAbout("\"work\":[{\"minutes\":5,\"who\":\"Ann\"},{\"minutes\":\"x\",\"by\":\"Ann\"}]"))
                .isEqualTo("\"work[1].minutes\": must be a whole number, not the string \"x\"; "
                        + "\"work[1].by\": is unknown; known are minutes, who; \"work[1].who\": is required");
        assertThat(complaintAbout("\"extra\":{\"a\":[1,2]}")).isEqualTo("\"extra.a\": must be a string, not a list");
        assertThat(complaintAbout("\"filter\":{}")).isEqualTo("\"filter.status_names\": is required");
    }

    @Test
    void names_the_nearest_argument_for_an_unknown_one() {
        assertThat(complaintAbout("\"requestId\":\"1\""))
                .isEqualTo("\"requestId\": is unknown; did you mean \"request_id\"?");
        assertThat(complaintAbout("\"limt\":1")).isEqualTo("\"limt\": is unknown; did you mean \"limit\"?");
        assertThat(complaintAbout("\"zzz\":1"))
                .startsWith("\"zzz\": is unknown; known are subject, limit, request_id, since");
    }

    @Test
    void says_that_nothing_is_taken_where_nothing_is() {
        assertThatThrownBy(() -> bind(NoArguments.class, "{\"a\":1}"))
                .hasMessage("\"a\": is unknown; nothing is taken here");
    }

    @Test
    void says_every_broken_constraint_at_once_by_the_names_on_the_wire() {
        assertThatThrownBy(() -> bind("""
                                {"subject":" ","limit":500,"request_id":"abc",
                                 "tags":["a","much too long a tag"],"filter":{"status_names":[]},
                                 "work":[{"minutes":0,"who":"Ann"}]}"""))
                .isInstanceOf(InvalidArguments.class)
                .hasMessage("\"filter.status_names\": must have at least 1 element; "
                        + "\"limit\": must be at most 100, not 500; "
                        + "\"request_id\": must match [0-9]+, not \"abc\"; "
                        + "\"subject\": must not be empty; "
                        + "\"tags[1]\": must have at most 10 characters, not \"much too long a tag\"; "
                        + "\"work[0].minutes\": must be at least 1, not 0");
    }

    record Dated(
            @Description("When") @Pattern(regexp = "\\d{4}-\\d\\d-\\d\\d") @Nullable
            String day,

            @Description("Until when") @Nullable String end) {
        Dated {
            if (day == null && end != null) {
                throw new InvalidArguments("\"end\": needs a \"day\"");
            }
        }
    }

    @Test
    void lets_a_record_refuse_what_does_not_go_together() {
        assertThatThrownBy(() -> bind(Dated.class, "{\"end\":\"x\"}"))
                .isInstanceOf(InvalidArguments.class)
                .hasMessage("\"end\": needs a \"day\"");
    }

    record Period(
            @Description("From when to when") @Nullable Dated dates) {}

    @Test
    void names_what_is_inside_an_object_that_was_sent_as_text() {
        assertThatThrownBy(() -> bind(Period.class, "{\"dates\":\"{\\\"end\\\":\\\"x\\\"}\"}"))
                .isInstanceOf(InvalidArguments.class)
                .hasMessage("\"end\": needs a \"day\"");
    }

    @ParameterizedTest
    @ValueSource(ints = {11, 10_000})
    void keeps_the_message_short_however_much_is_wrong(int elements) {
        String many = "[1,2],".repeat(elements - 1) + "[1,2]";

        assertThat(complaintAbout("\"tags\":[" + many + "]"))
                .hasSizeLessThan(1_000)
                .endsWith("; and " + (elements - 10) + " more");
    }

    @Test
    void keeps_the_message_short_however_long_the_value() {
        String emoji = "\uD83D\uDE00".repeat(50_000);

        assertThat(complaintAbout("\"limit\":\"a" + emoji + "\""))
                .hasSizeLessThan(200)
                .doesNotContain("\uFFFD");
        assertThat(complaintAbout("\"" + "n".repeat(900) + "\":1")).hasSizeLessThan(300);
    }
}
