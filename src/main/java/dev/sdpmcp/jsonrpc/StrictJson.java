package dev.sdpmcp.jsonrpc;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Strict JSON parser: UTF-8 only, a single value, unique keys in an object, at most {@value #MAX_DEPTH} levels,
 * numbers of at most {@value #MAX_NUMBER_LENGTH} digits, at most {@value #MAX_TOKENS} values, keys and brackets: a
 * megabyte of empty objects would be a tree of thirty.
 *
 * Duplicate keys are refused because two parsers may take different ones, which has been used to bypass filters
 * (CVE-2026-27896 in another server).
 */
final class StrictJson {

    static final int MAX_DEPTH = 64;
    static final int MAX_NUMBER_LENGTH = 64;
    static final int MAX_TOKENS = 50_000;
    private static final int MAX_NAME_LENGTH = 1_000;
    private static final int MAX_STRING_LENGTH = 4 << 20;

    private static final int DECODED_AT_ONCE = 4 * 1024; // characters

    /** Lenient parser for refused text, to find the id of the error response. */
    private static final JsonFactory LENIENT = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(10_000)
                    .maxNumberLength(MAX_STRING_LENGTH)
                    .maxNameLength(MAX_STRING_LENGTH)
                    .maxStringLength(MAX_STRING_LENGTH)
                    .build())
            .build();

    private StrictJson() {}

    static ObjectMapper mapper() {
        JsonFactory factory = new JsonFactoryBuilder()
                .characterEscapes(new LineSeparators())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxTokenCount(MAX_TOKENS)
                        .maxNumberLength(MAX_NUMBER_LENGTH)
                        .maxNameLength(MAX_NAME_LENGTH)
                        .maxStringLength(MAX_STRING_LENGTH)
                        .build())
                .build();
        return JsonMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
                .build();
    }

    /** The text is not JSON, or exceeds a limit. */
    static final class MalformedJson extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient @Nullable JsonRpcId id;
        private final transient RpcError error;

        MalformedJson(@Nullable JsonRpcId id, RpcError error) {
            super(error.message(), null, false, false);
            this.id = id;
            this.error = error;
        }

        @Nullable
        JsonRpcId id() {
            return id;
        }

        RpcError error() {
            return error;
        }
    }

    static JsonNode parse(ObjectMapper mapper, byte[] text) throws MalformedJson {
        if (!startsLikeUtf8(text) || !isUtf8(text)) {
            throw new MalformedJson(null, RpcError.of(RpcError.Code.PARSE_ERROR, "the body is not UTF-8"));
        }
        try {
            JsonNode tree = mapper.readTree(text);
            if (tree == null || tree.isMissingNode()) {
                throw new MalformedJson(null, RpcError.of(RpcError.Code.PARSE_ERROR, "the body is empty"));
            }
            return tree;
        } catch (JsonProcessingException refused) {
            throw errorOf(text, refused);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Jackson would guess UTF-16 and UTF-32 from their zero bytes or byte order mark; JSON-RPC here is UTF-8 only. */
    private static boolean startsLikeUtf8(byte[] text) {
        if (text.length < 2) {
            return true;
        }
        boolean byteOrderMark = (text[0] == (byte) 0xFE && text[1] == (byte) 0xFF)
                || (text[0] == (byte) 0xFF && text[1] == (byte) 0xFE)
                || text[0] == (byte) 0xEF;
        return !byteOrderMark && text[0] != 0 && text[1] != 0;
    }

    /**
     * Jackson accepts overlong forms and halves of surrogate pairs, and reports other bytes as wrong JSON. Decodes in
     * pieces: a body of a megabyte would be two as text.
     */
    private static boolean isUtf8(byte[] text) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer bytes = ByteBuffer.wrap(text);
        CharBuffer piece = CharBuffer.allocate(Math.min(text.length + 1, DECODED_AT_ONCE));
        CoderResult result = decoder.decode(bytes, piece, true);
        while (result.isOverflow()) {
            result = decoder.decode(bytes, piece.clear(), true);
        }
        return !result.isError();
    }

    /** Well-formed JSON that only exceeds a limit is an invalid request, and may have an id. */
    private static MalformedJson errorOf(byte[] text, JsonProcessingException cause) {
        try {
            JsonRpcId id = findId(text);
            return new MalformedJson(id, RpcError.of(RpcError.Code.INVALID_REQUEST, limitBroken(cause)));
        } catch (IOException noJson) {
            return new MalformedJson(null, RpcError.of(RpcError.Code.PARSE_ERROR, whereBroken(cause)));
        }
    }

    private static String limitBroken(JsonProcessingException cause) {
        String message = cause.getOriginalMessage();
        if (message.startsWith("Duplicate")) {
            return "an object has the same key twice; send each key once";
        }
        if (message.contains("nesting depth")) {
            return "JSON may be at most " + MAX_DEPTH + " levels deep";
        }
        if (message.startsWith("Token count")) {
            return "JSON may have at most " + MAX_TOKENS + " values, keys and brackets; send less at once";
        }
        if (message.contains("Trailing token")) {
            return "the body must hold one JSON value and nothing after it";
        }
        return "a number has at most " + MAX_NUMBER_LENGTH + " digits and a key at most " + MAX_NAME_LENGTH
                + " characters";
    }

    private static String whereBroken(JsonProcessingException cause) {
        return cause.getLocation() == null
                ? "the body is not JSON"
                : "the body is not JSON, see line " + cause.getLocation().getLineNr() + ", column "
                        + cause.getLocation().getColumnNr();
    }

    /** The only top-level id of the text; null if there is none, several, or an invalid one. */
    private static @Nullable JsonRpcId findId(byte[] text) throws IOException {
        JsonRpcId found = null;
        int seen = 0;
        try (JsonParser parser = LENIENT.createParser(text)) {
            boolean object = parser.nextToken() == JsonToken.START_OBJECT;
            while (object && parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean id = "id".equals(parser.currentName());
                JsonToken value = parser.nextToken();
                if (id) {
                    seen++;
                    found = scalarId(parser, value);
                }
                parser.skipChildren();
            }
            while (parser.nextToken() != null) {
                parser.skipChildren();
            }
        }
        return seen == 1 ? found : null;
    }

    private static @Nullable JsonRpcId scalarId(JsonParser parser, JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_STRING) {
            return parser.getTextLength() <= JsonRpcCodec.MAX_ID_LENGTH ? JsonRpcId.of(parser.getText()) : null;
        }
        boolean whole = value == JsonToken.VALUE_NUMBER_INT && parser.getTextLength() <= MAX_NUMBER_LENGTH;
        return whole ? new JsonRpcId.Whole(new BigInteger(parser.getText())) : null;
    }
}
