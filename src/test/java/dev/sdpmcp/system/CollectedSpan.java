package dev.sdpmcp.system;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * One span as it came over the wire (opentelemetry-proto, trace/v1/trace.proto).
 *
 * @param scope who made it
 * @param parent empty if it has none
 * @param links ids of traces
 */
record CollectedSpan(
        String scope,
        String traceId,
        String spanId,
        String parent,
        String name,
        Map<String, String> attributes,
        List<String> links) {

    /** All spans of one request of export. */
    static List<CollectedSpan> in(byte[] request) {
        List<CollectedSpan> spans = new ArrayList<>();
        for (Field resource : fields(request, 1)) {
            for (Field scoped : fields(resource.bytes(), 2)) {
                String scope = text(bytesOf(scoped.bytes(), 1), 1);
                fields(scoped.bytes(), 2).forEach(span -> spans.add(of(scope, span.bytes())));
            }
        }
        return spans;
    }

    private static CollectedSpan of(String scope, byte[] span) {
        Map<String, String> attributes = new HashMap<>();
        for (Field attribute : fields(span, 9)) {
            byte[] value = bytesOf(attribute.bytes(), 2);
            List<Field> number = fields(value, 3);
            attributes.put(
                    text(attribute.bytes(), 1),
                    number.isEmpty()
                            ? text(value, 1)
                            : Long.toString(number.get(0).number()));
        }
        return new CollectedSpan(
                scope,
                hex(span, 1),
                hex(span, 2),
                hex(span, 4),
                text(span, 5),
                attributes,
                fields(span, 13).stream().map(link -> hex(link.bytes(), 1)).toList());
    }

    private static byte[] bytesOf(byte[] message, int number) {
        List<Field> found = fields(message, number);
        return found.isEmpty() ? new byte[0] : found.get(0).bytes();
    }

    private static String text(byte[] message, int number) {
        return new String(bytesOf(message, number), StandardCharsets.UTF_8);
    }

    private static String hex(byte[] message, int number) {
        return HexFormat.of().formatHex(bytesOf(message, number));
    }

    @SuppressWarnings("ArrayRecordComponent") // read once, compared by nobody
    private record Field(int name, long number, byte[] bytes) {}

    private static List<Field> fields(byte[] message, int name) {
        List<Field> all = new ArrayList<>();
        int[] at = {0};
        while (at[0] < message.length) {
            long tag = varint(message, at);
            Field field = field(message, at, tag);
            if (field.name() == name) {
                all.add(field);
            }
        }
        return all;
    }

    /** Encoding of Protocol Buffers: 0 is a number, 1 and 5 are eight and four bytes, 2 has its length before it. */
    private static Field field(byte[] message, int[] at, long tag) {
        int name = (int) (tag >>> 3);
        int type = (int) (tag & 7);
        if (type == 0) {
            return new Field(name, varint(message, at), new byte[0]);
        }
        int length = type == 1 ? 8 : type == 5 ? 4 : (int) varint(message, at);
        byte[] bytes = java.util.Arrays.copyOfRange(message, at[0], at[0] + length);
        at[0] += length;
        return new Field(name, 0, bytes);
    }

    private static long varint(byte[] message, int[] at) {
        long value = 0;
        int shift = 0;
        byte next;
        do {
            next = message[at[0]++];
            value |= (long) (next & 0x7f) << shift;
            shift += 7;
        } while (next < 0);
        return value;
    }
}
