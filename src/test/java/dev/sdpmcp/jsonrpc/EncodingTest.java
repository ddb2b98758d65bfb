package dev.sdpmcp.jsonrpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncodingTest {

    private final JsonRpcCodec codec = new JsonRpcCodec();

    /** A result that Jackson cannot write: it has no properties. */
    static final class Unwritable {}

    @Test
    void writes_each_kind_of_message_on_one_line() {
        assertThat(codec.encode(new JsonRpcMessage.Result(JsonRpcId.of("a\nb"), Map.of("text", "two\nlines"))))
                .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":\"a\\nb\",\"result\":{\"text\":\"two\\nlines\"}}");
        assertThat(codec.encode(new JsonRpcMessage.Failure(JsonRpcId.of(1), new RpcError(-32601, "no", null))))
                .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-32601,\"message\":\"no\"}}");
        assertThat(codec.encode(new JsonRpcMessage.Notification("notifications/x", null)))
                .isEqualTo("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/x\"}");
        assertThat(codec.encode(new JsonRpcMessage.Call(JsonRpcId.of(1), "ping", null)))
                .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}");
    }

    @Test
    void writes_a_null_id_only_for_an_error_without_one() {
        assertThat(codec.encode(new JsonRpcMessage.Failure(null, RpcError.of(RpcError.Code.PARSE_ERROR, "why"))))
                .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32700,"
                        + "\"message\":\"Parse error: why\"}}");
    }

    @Test
    void leaves_out_what_is_null() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("a", null);
        value.put("b", 1);

        assertThat(codec.encode(new JsonRpcMessage.Result(JsonRpcId.of(1), value)))
                .endsWith("\"result\":{\"b\":1}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "9007199254740993",
                "9223372036854775807",
                "9223372036854775808",
                "-9223372036854775809",
                "1234567890123456789012345678901234567890123456789012345678901234",
                "\"7\"",
                "\"\\u0000\\u001f\\\"\\\\/\"",
                "\"grüße 漢字 🎫\"",
                "\"\"",
                "\"\\u2028\\u2029\\u0085\""
            })
    void echoes_every_id_as_it_came(String id) {
        String request = "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"ping\"}";
        DecodedMessage frame =
                codec.decode(request.getBytes(StandardCharsets.UTF_8)).frames().get(0);
        JsonRpcMessage.Call read = (JsonRpcMessage.Call) ((DecodedMessage.Valid) frame).message();

        String written = codec.encode(new JsonRpcMessage.Result(read.id(), Map.of()));

        DecodedMessage again =
                codec.decode(written.getBytes(StandardCharsets.UTF_8)).frames().get(0);
        assertThat(((JsonRpcMessage.Result) ((DecodedMessage.Valid) again).message()).id())
                .isEqualTo(read.id());
        assertThat(written).doesNotContain("\n").doesNotContain("\r");
    }

    @Test
    @Tag("reports")
    void B24_escapes_what_some_clients_take_for_the_end_of_a_line() {
        // str.splitlines of Python splits at these, and httpx-sse did
        String separators = "\n\r\u000b\u000c\u001c\u001d\u001e\u0085\u2028\u2029";

        String written = codec.encode(new JsonRpcMessage.Result(
                        JsonRpcId.of("é" + separators), Map.of("key" + separators, List.of("🎫" + separators + "é"))))
                + codec.encode(new JsonRpcMessage.Failure(
                        JsonRpcId.of(separators),
                        new RpcError(
                                -1,
                                separators,
                                codec.mapper().createObjectNode().put("a", separators))))
                + codec.encode(new JsonRpcMessage.Notification("notifications/x", Map.of("a", separators)))
                + codec.write(Map.of("a", "x".repeat(10_000) + separators));

        assertThat(written.chars().filter(character -> separators.indexOf(character) >= 0))
                .isEmpty();
        assertThat(written).contains("\\u0085\\u2028\\u2029", "é", "🎫");
    }

    @Test
    void says_when_a_result_cannot_be_written() {
        assertThatThrownBy(() -> codec.encode(new JsonRpcMessage.Result(JsonRpcId.of(1), new Unwritable())))
                .isInstanceOf(UncheckedIOException.class);
    }
}
