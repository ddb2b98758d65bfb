package dev.sdpmcp.system;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Bodies that are nearly right: good messages with bytes changed, cut, doubled, nested or replaced. Not thread-safe. */
final class MalformedBodies {

    private static final List<String> GOOD = List.of(
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

    private final Random random;

    MalformedBodies(Random random) {
        this.random = random;
    }

    byte[] next() {
        String good = GOOD.get(random.nextInt(GOOD.size()));
        return switch (random.nextInt(6)) {
            case 0 -> changed(good);
            case 1 -> good.substring(0, random.nextInt(good.length())).getBytes(StandardCharsets.UTF_8);
            case 2 -> good.replace("1", strange()).getBytes(StandardCharsets.UTF_8);
            case 3 -> good.replace("\"2.0\"", strange()).getBytes(StandardCharsets.UTF_8);
            case 4 -> (good + good).getBytes(StandardCharsets.UTF_8);
            default -> nested(good);
        };
    }

    private String strange() {
        return STRANGE.get(random.nextInt(STRANGE.size()));
    }

    private byte[] changed(String good) {
        byte[] bytes = good.getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(8); i >= 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private byte[] nested(String good) {
        int depth = random.nextInt(200);
        return ("[".repeat(depth) + good + "]".repeat(random.nextInt(depth + 1))).getBytes(StandardCharsets.UTF_8);
    }
}
