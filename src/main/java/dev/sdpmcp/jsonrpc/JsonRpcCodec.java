package dev.sdpmcp.jsonrpc;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Codec of JSON-RPC messages; the only parser and writer of JSON-RPC in the program. Strict: see {@link StrictJson}
 * for the limits that apply before a message is decoded. Thread-safe.
 */
public final class JsonRpcCodec {

    /** Maximum length of a string id, in characters. Ids are echoed and logged. */
    public static final int MAX_ID_LENGTH = 256;

    /** Maximum number of messages in a batch. */
    public static final int MAX_BATCH = 50;

    private static final int MAX_METHOD_LENGTH = 128;

    private static final ObjectMapper MAPPER = StrictJson.mapper();

    /**
     * The mapper that results are written with; also for binding params to records. Thread-safe after configuration.
     */
    public ObjectMapper mapper() {
        return MAPPER;
    }

    /**
     * Decodes a body. Never throws for bad input: errors are returned as {@link DecodedMessage.Invalid}, with {@code
     * -32700} for text that is not JSON and {@code -32600} for JSON that is not a message.
     *
     * @param body UTF-8 text; the caller bounds its length
     */
    public Payload decode(byte[] body) {
        JsonNode tree;
        try {
            tree = StrictJson.parse(MAPPER, body);
        } catch (StrictJson.MalformedJson refused) {
            return new Payload.Single(new DecodedMessage.Invalid(refused.id(), refused.error()), body.length);
        }
        if (tree instanceof ArrayNode array) {
            return decodeBatch(array, body.length);
        }
        return new Payload.Single(frameOf(tree), body.length);
    }

    private static Payload decodeBatch(ArrayNode array, int bytes) {
        if (array.isEmpty() || array.size() > MAX_BATCH) {
            return new Payload.Single(
                    invalid(null, "a batch holds between 1 and " + MAX_BATCH + " messages, this one " + array.size()),
                    bytes);
        }
        List<DecodedMessage> frames = new ArrayList<>(array.size());
        for (JsonNode element : array) {
            frames.add(frameOf(element));
        }
        return new Payload.Batch(frames, bytes);
    }

    private static DecodedMessage frameOf(JsonNode node) {
        if (!(node instanceof ObjectNode object)) {
            return invalid(null, "a message is a JSON object");
        }
        JsonNode idNode = object.get("id");
        JsonRpcId id = idOf(idNode);
        JsonNode version = object.get("jsonrpc");
        if (version == null || !version.isTextual() || !"2.0".equals(version.textValue())) {
            return invalid(id, "\"jsonrpc\" must be \"2.0\"");
        }
        if (idNode != null && id == null) {
            return invalid(null, "\"id\" must be an integer or a string of at most " + MAX_ID_LENGTH + " characters");
        }
        return object.has("method") ? callOf(object, id) : responseOf(object, id);
    }

    private static DecodedMessage callOf(ObjectNode object, @Nullable JsonRpcId id) {
        if (object.has("result") || object.has("error")) {
            return invalid(id, "a message has either \"method\" or one of \"result\" and \"error\"");
        }
        JsonNode method = object.get("method");
        if (!method.isTextual()
                || method.textValue().isEmpty()
                || method.textValue().length() > MAX_METHOD_LENGTH) {
            return invalid(id, "\"method\" must be a string of 1 to " + MAX_METHOD_LENGTH + " characters");
        }
        JsonNode sent = object.get("params");
        ObjectNode params = paramsIn(sent);
        if (params == null && sent != null && !sent.isNull()) {
            return new DecodedMessage.Invalid(
                    id, RpcError.of(RpcError.Code.INVALID_PARAMS, "\"params\" must be a JSON object"));
        }
        JsonRpcMessage message = id == null
                ? new JsonRpcMessage.Notification(method.textValue(), params)
                : new JsonRpcMessage.Call(id, method.textValue(), params);
        return new DecodedMessage.Valid(message);
    }

    /**
     * MCP has named parameters only. Clients send {@code null} for none, and {@code []}, which is what PHP writes for an
     * empty map.
     */
    private static @Nullable ObjectNode paramsIn(@Nullable JsonNode sent) {
        if (sent instanceof ArrayNode list && list.isEmpty()) {
            return MAPPER.createObjectNode();
        }
        return sent instanceof ObjectNode object ? object : null;
    }

    private static DecodedMessage responseOf(ObjectNode object, @Nullable JsonRpcId id) {
        JsonNode result = object.get("result");
        JsonNode error = object.get("error");
        if (id == null || (result == null) == (error == null)) {
            return invalid(id, "a message needs a \"method\", or an \"id\" with one of \"result\" and \"error\"");
        }
        if (result != null) {
            return new DecodedMessage.Valid(new JsonRpcMessage.Result(id, result));
        }
        if (!(error instanceof ObjectNode)
                || !error.path("code").isInt()
                || !error.path("message").isTextual()) {
            return invalid(id, "\"error\" must be an object with an integer \"code\" and a string \"message\"");
        }
        return new DecodedMessage.Valid(new JsonRpcMessage.Failure(
                id,
                new RpcError(error.get("code").intValue(), error.get("message").textValue(), error.get("data"))));
    }

    private static DecodedMessage.Invalid invalid(@Nullable JsonRpcId id, String detail) {
        return new DecodedMessage.Invalid(id, RpcError.of(RpcError.Code.INVALID_REQUEST, detail));
    }

    /** The id in a tree; empty if it is not an id. */
    public static Optional<JsonRpcId> readId(@Nullable JsonNode node) {
        return Optional.ofNullable(idOf(node));
    }

    private static @Nullable JsonRpcId idOf(@Nullable JsonNode node) {
        if (node == null) {
            return null;
        }
        if (node.isTextual()) {
            return node.textValue().length() <= MAX_ID_LENGTH ? new JsonRpcId.Text(node.textValue()) : null;
        }
        return node.isIntegralNumber() ? new JsonRpcId.Whole(node.bigIntegerValue()) : null;
    }

    /**
     * One message as one line of JSON.
     *
     * @throws UncheckedIOException if a result cannot be written, which is a fault of this program
     */
    public String encode(JsonRpcMessage message) {
        return written(generator -> writeMessage(generator, message));
    }

    /**
     * Any value as one line of JSON, for answers outside JSON-RPC.
     *
     * @throws UncheckedIOException if the value cannot be written, which is a fault of this program
     */
    public String write(Object value) {
        return written(generator -> generator.writePOJO(value));
    }

    private interface Writing {
        void to(JsonGenerator generator) throws IOException;
    }

    private String written(Writing writing) {
        StringWriter text = new StringWriter(256);
        try (JsonGenerator generator = MAPPER.createGenerator(text)) {
            writing.to(generator);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        return text.toString();
    }

    private static void writeMessage(JsonGenerator generator, JsonRpcMessage message) throws IOException {
        generator.writeStartObject();
        generator.writeStringField("jsonrpc", "2.0");
        switch (message) {
            case JsonRpcMessage.Call request -> {
                writeId(generator, request.id());
                writeCall(generator, request.method(), request.params());
            }
            case JsonRpcMessage.Notification notification ->
                writeCall(generator, notification.method(), notification.params());
            case JsonRpcMessage.Result result -> {
                writeId(generator, result.id());
                generator.writePOJOField("result", result.value());
            }
            case JsonRpcMessage.Failure failure -> {
                writeId(generator, failure.id());
                generator.writePOJOField("error", failure.error());
            }
        }
        generator.writeEndObject();
    }

    private static void writeCall(JsonGenerator generator, String method, @Nullable Object params) throws IOException {
        generator.writeStringField("method", method);
        if (params != null) {
            generator.writePOJOField("params", params);
        }
    }

    private static void writeId(JsonGenerator generator, @Nullable JsonRpcId id) throws IOException {
        generator.writeFieldName("id");
        switch (id) {
            case JsonRpcId.Text text -> generator.writeString(text.value());
            case JsonRpcId.Whole whole -> writeWhole(generator, whole.value());
            case null -> generator.writeNull();
        }
    }

    private static void writeWhole(JsonGenerator generator, BigInteger value) throws IOException {
        if (value.bitLength() < Long.SIZE) {
            generator.writeNumber(value.longValue());
        } else {
            generator.writeNumber(value);
        }
    }
}
