package dev.sdpmcp.system;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.sessions.JqwikSession;

/** Bodies that are no message or nearly one, made by jqwik: the same for the same seed. */
final class MalformedBodies {

    private static final List<String> MESSAGES = List.of(
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"x\",\"arguments\":{\"a\":1}}}",
            "{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":\"resources/read\",\"params\":{\"uri\":\"sdp://x\"}}",
            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}",
            "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"completion/complete\",\"params\":{\"ref\":{\"type\":\"ref/prompt\"}}}",
            "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}]",
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}");
    private static final List<String> STRANGE = List.of(
            "null",
            "true",
            "-0",
            "1e400",
            "\"\\ud800\"",
            "\"\\u0000\"",
            "[]",
            "{}",
            "99999999999999999999999999",
            "NaN",
            "'x'",
            "/*x*/",
            "\"../../etc/passwd\"",
            "\"${jndi:ldap://x}\"",
            "\"\\r\\nSet-Cookie: a=b\"",
            "1.0",
            "");
    private static final int DEEPEST = 200;

    private MalformedBodies() {}

    static List<byte[]> some(long seed, int count) {
        List<byte[]> bodies = new ArrayList<>(count);
        JqwikSession.run(() -> {
            RandomGenerator<byte[]> generator = any().generator(count, true);
            Random random = new Random(seed);
            for (int i = 0; i < count; i++) {
                bodies.add(generator.next(random).value());
            }
        });
        return bodies;
    }

    private static Arbitrary<byte[]> any() {
        Arbitrary<String> message = Arbitraries.of(MESSAGES);
        Arbitrary<String> text = Arbitraries.oneOf(
                Combinators.combine(message, Arbitraries.integers().between(0, 99))
                        .as((good, percent) -> good.substring(0, good.length() * percent / 100)),
                Combinators.combine(message, Arbitraries.of("1", "\"2.0\"", "\"x\"", "{}"), Arbitraries.of(STRANGE))
                        .as(String::replace),
                Combinators.combine(message, message).as(String::concat),
                Combinators.combine(message, depth(), depth())
                        .as((good, open, closed) -> "[".repeat(open) + good + "]".repeat(closed)),
                almostMessage());
        return Arbitraries.oneOf(
                text.map(body -> body.getBytes(StandardCharsets.UTF_8)),
                Combinators.combine(message, flips()).as(MalformedBodies::flipped),
                Arbitraries.bytes().array(byte[].class).ofMaxSize(300));
    }

    private static Arbitrary<Integer> depth() {
        return Arbitraries.integers().between(0, DEEPEST);
    }

    /** The members of a message, with values of any kind and depth. */
    private static Arbitrary<String> almostMessage() {
        return Combinators.combine(json(), json(), json())
                .as((id, method, params) ->
                        "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":" + method + ",\"params\":" + params + "}");
    }

    private static Arbitrary<String> json() {
        Arbitrary<String> quoted = Arbitraries.strings()
                .ofMaxLength(40)
                .map(text -> Json.object().put("text", text).get("text").toString());
        Arbitrary<String> leaf = Arbitraries.oneOf(
                quoted,
                Arbitraries.bigDecimals().map(Object::toString),
                Arbitraries.of(STRANGE),
                Arbitraries.of("\"tools/call\"", "\"initialize\"", "\"ping\"", "\"logging/setLevel\""));
        return Arbitraries.recursive(
                () -> leaf,
                inner -> Arbitraries.oneOf(
                        inner.list().ofMaxSize(4).map(items -> "[" + String.join(",", items) + "]"),
                        Combinators.combine(quoted, inner)
                                .as((name, value) -> name + ":" + value)
                                .list()
                                .ofMaxSize(4)
                                .map(members -> members.stream().collect(Collectors.joining(",", "{", "}")))),
                0,
                4);
    }

    private static Arbitrary<List<byte[]>> flips() {
        return Arbitraries.bytes()
                .array(byte[].class)
                .ofSize(2)
                .list()
                .ofMinSize(1)
                .ofMaxSize(8);
    }

    /** @param flips each a place, in 256ths of the length, and the byte to put there */
    private static byte[] flipped(String message, List<byte[]> flips) {
        byte[] result = message.getBytes(StandardCharsets.UTF_8);
        flips.forEach(flip -> result[Byte.toUnsignedInt(flip[0]) * result.length / 256] = flip[1]);
        return result;
    }
}
