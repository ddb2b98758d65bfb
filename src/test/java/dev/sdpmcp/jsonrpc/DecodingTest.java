package dev.sdpmcp.jsonrpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecodingTest {

    private final JsonRpcCodec codec = new JsonRpcCodec();

    private Payload decode(String text) {
        return codec.decode(text.getBytes(StandardCharsets.UTF_8));
    }

    private DecodedMessage single(String text) {
        Payload payload = decode(text);
        assertThat(payload).isInstanceOf(Payload.Single.class);
        return payload.frames().get(0);
    }

    private JsonRpcMessage message(String text) {
        DecodedMessage frame = single(text);
        assertThat(frame).as(text).isInstanceOf(DecodedMessage.Valid.class);
        return ((DecodedMessage.Valid) frame).message();
    }

    private DecodedMessage.Invalid invalid(String text) {
        DecodedMessage frame = single(text);
        assertThat(frame).as(text).isInstanceOf(DecodedMessage.Invalid.class);
        return (DecodedMessage.Invalid) frame;
    }

    @Test
    void reads_a_request() {
        JsonRpcMessage message =
                message("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/call\",\"params\":{\"name\":\"x\"}}");

        assertThat(message).isInstanceOfSatisfying(JsonRpcMessage.Call.class, request -> {
            assertThat(request.id()).isEqualTo(JsonRpcId.of(7));
            assertThat(request.method()).isEqualTo("tools/call");
            assertThat(request.params()).hasToString("{\"name\":\"x\"}");
        });
    }

    @Test
    void reads_what_has_no_id_as_a_notification() {
        assertThat(message("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}"))
                .isInstanceOf(JsonRpcMessage.Notification.class);
    }

    @Test
    void reads_both_kinds_of_response() {
        assertThat(message("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}")).isInstanceOf(JsonRpcMessage.Result.class);
        assertThat(message("{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-1,\"message\":\"no\"}}"))
                .isEqualTo(new JsonRpcMessage.Failure(JsonRpcId.of(1), new RpcError(-1, "no", null)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "nonsense",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"",
                "{'jsonrpc':'2.0'}",
                "{\"a\":01}",
                "{\"a\":NaN}",
                "{\"a\":1,}",
                "// comment\n{}",
                "{\"a\":\"\t\"}"
            })
    void refuses_what_is_no_json_with_a_parse_error_and_no_id(String text) {
        DecodedMessage.Invalid refused = invalid(text);

        assertThat(refused.error().code()).isEqualTo(-32700);
        assertThat(refused.id()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE", "UTF-32BE"})
    void refuses_json_in_another_encoding(String charset) {
        byte[] body = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}".getBytes(Charset.forName(charset));

        DecodedMessage frame = codec.decode(body).frames().get(0);

        assertThat(frame)
                .isInstanceOfSatisfying(
                        DecodedMessage.Invalid.class,
                        refused -> assertThat(refused.error().code()).isEqualTo(-32700));
    }

    @ParameterizedTest
    @Tag("reports")
    @ValueSource(strings = {"FF", "E9", "EDA0BD", "EDA0BDEDB880", "C0AF", "F8888080", "F4908080", "80", "C3", "E282"})
    void B16_names_bytes_that_are_not_utf8(String bytes) {
        byte[] wrong = HexFormat.of().parseHex(bytes);
        for (String place :
                List.of("\"id\":\"?\",\"method\":\"ping\"", "\"method\":\"ping\",\"params\":{\"a\":\"?\"}")) {
            String[] around = ("{\"jsonrpc\":\"2.0\"," + place + "}").split("\\?");
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            body.writeBytes(around[0].getBytes(StandardCharsets.UTF_8));
            body.writeBytes(wrong);
            body.writeBytes(around[1].getBytes(StandardCharsets.UTF_8));

            assertThat(codec.decode(body.toByteArray()).frames().getFirst())
                    .isEqualTo(new DecodedMessage.Invalid(
                            null, new RpcError(-32700, "Parse error: the body is not UTF-8", null)));
        }
    }

    @Test
    void reads_characters_of_every_length_wherever_a_piece_ends() {
        for (int before = 4_000; before < 4_200; before++) {
            String text = "a".repeat(before) + "é€🎫".repeat(3_000);

            assertThat(message("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"x\",\"params\":{\"a\":\"" + text + "\"}}"))
                    .isInstanceOf(JsonRpcMessage.Call.class);
        }
    }

    @Test
    @Tag("reports")
    void B34_takes_an_empty_text_as_id() {
        assertThat(((JsonRpcMessage.Call) message("{\"jsonrpc\":\"2.0\",\"id\":\"\",\"method\":\"ping\"}")).id())
                .isEqualTo(JsonRpcId.of(""));
        assertThat(invalid("{\"jsonrpc\":\"2.0\",\"id\":\"\",\"method\":\"ping\"} 1")
                        .id())
                .isEqualTo(JsonRpcId.of(""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5",
                "\"text\"",
                "null",
                "true",
                "{}",
                "{\"jsonrpc\":\"2.0\"}",
                "{\"jsonrpc\":\"1.0\",\"method\":\"ping\"}",
                "{\"jsonrpc\":2.0,\"method\":\"ping\"}",
                "{\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1e3,\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":true,\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":[1],\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"result\":{}}",
            })
    void refuses_json_that_is_no_message_and_has_no_id_to_answer_to(String text) {
        DecodedMessage.Invalid refused = invalid(text);

        assertThat(refused.error().code()).isEqualTo(-32600);
        assertThat(refused.id()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"jsonrpc\":\"2.0\",\"id\":1}",
                "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"ping\"}",
                "{\"id\":1,\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":5}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":null}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"result\":{}}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{},\"error\":{\"code\":1,\"message\":\"x\"}}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":\"no\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":\"1\",\"message\":\"x\"}}"
            })
    void refuses_json_that_is_no_message_under_its_own_id(String text) {
        DecodedMessage.Invalid refused = invalid(text);

        assertThat(refused.error().code()).isEqualTo(-32600);
        assertThat(refused.id()).isEqualTo(JsonRpcId.of(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "\"x\"", "5", "false"})
    void refuses_params_that_have_no_names(String params) {
        DecodedMessage.Invalid refused =
                invalid("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":" + params + "}");

        assertThat(refused.error().code()).isEqualTo(-32602);
        assertThat(refused.error().message()).contains("\"params\" must be a JSON object");
        assertThat(refused.id()).isEqualTo(JsonRpcId.of(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"ping\",\"method\":\"tools/call\"}|same key twice",
                "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"ping\",\"params\":{\"a\":1,\"a\":2}}|same key twice",
                "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"ping\"} {}|nothing after it",
                "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"ping\",\"params\":{\"a\":"
                        + "11111111111111111111111111111111111111111111111111111111111111111}}|at most 64 digits",
            })
    void answers_well_formed_json_that_breaks_a_limit_under_its_id(String text, String why) {
        DecodedMessage.Invalid refused = invalid(text);

        assertThat(refused.error().code()).isEqualTo(-32600);
        assertThat(refused.error().message()).contains(why);
        assertThat(refused.id()).isEqualTo(JsonRpcId.of(3));
    }

    @Test
    void takes_64_levels_and_refuses_65() {
        String head = "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"ping\",\"params\":{\"a\":";

        message(head + "[".repeat(62) + "]".repeat(62) + "}}");
        DecodedMessage.Invalid refused = invalid(head + "[".repeat(63) + "]".repeat(63) + "}}");

        assertThat(refused.error().code()).isEqualTo(-32600);
        assertThat(refused.error().message()).contains("at most 64 levels deep");
        assertThat(refused.id()).isEqualTo(JsonRpcId.of(3));
    }

    @Test
    void takes_no_text_that_would_be_a_tree_many_times_its_size() {
        String head = "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"ping\",\"params\":{\"a\":[{}";

        message(head + ",{}".repeat(20_000) + "]}}");
        DecodedMessage.Invalid refused = invalid(head + ",{}".repeat(300_000) + "]}}");

        assertThat(refused.error().code()).isEqualTo(-32600);
        assertThat(refused.error().message()).contains("at most 50000 values, keys and brackets");
        assertThat(refused.id()).isEqualTo(JsonRpcId.of(3));
    }

    @Test
    void survives_a_megabyte_of_brackets() {
        assertThat(invalid("[".repeat(1 << 20)).error().code()).isEqualTo(-32700);
    }

    @Test
    void answers_no_id_when_the_id_itself_comes_twice() {
        assertThat(invalid("{\"jsonrpc\":\"2.0\",\"id\":1,\"id\":2,\"method\":\"ping\"}")
                        .id())
                .isNull();
    }

    @Test
    void reads_ids_of_256_characters_and_64_digits_and_no_longer() {
        message("{\"jsonrpc\":\"2.0\",\"id\":\"" + "x".repeat(256) + "\",\"method\":\"ping\"}");
        message("{\"jsonrpc\":\"2.0\",\"id\":" + "9".repeat(64) + ",\"method\":\"ping\"}");

        assertThat(invalid("{\"jsonrpc\":\"2.0\",\"id\":\"" + "x".repeat(257) + "\",\"method\":\"ping\"}")
                        .id())
                .isNull();
        assertThat(invalid("{\"jsonrpc\":\"2.0\",\"id\":" + "9".repeat(65) + ",\"method\":\"ping\"}")
                        .id())
                .isNull();
    }

    @Test
    void tells_a_number_from_the_text_of_that_number() {
        assertThat(JsonRpcId.of(7)).isNotEqualTo(JsonRpcId.of("7"));
    }

    @Test
    void reads_a_batch_element_by_element() {
        Payload payload = decode("[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"},5,"
                + "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}]");

        assertThat(payload).isInstanceOf(Payload.Batch.class);
        List<DecodedMessage> frames = payload.frames();
        assertThat(frames).hasSize(3);
        assertThat(frames.get(0)).isInstanceOf(DecodedMessage.Valid.class);
        assertThat(frames.get(1)).isInstanceOf(DecodedMessage.Invalid.class);
        assertThat(frames.get(2)).isInstanceOf(DecodedMessage.Valid.class);
    }

    @Test
    void takes_batches_of_1_to_50() {
        String ping = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";

        assertThat(decode("[" + (ping + ",").repeat(49) + ping + "]").frames()).hasSize(50);
        assertThat(invalid("[]").error().code()).isEqualTo(-32600);
        assertThat(invalid("[" + (ping + ",").repeat(50) + ping + "]").error().message())
                .contains("between 1 and 50 messages, this one 51");
    }
}
