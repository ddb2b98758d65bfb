package dev.sdpmcp.simulator.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A call that ends with {@code response_status.status} other than success. Carries the whole answer. */
public final class ApiFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int http;
    private final transient List<ObjectNode> messages;
    private final transient Map<String, String> headers;

    /**
     * @param http the HTTP status of the answer
     * @param messages the inner messages, at least one
     * @param headers further headers of the answer
     */
    public ApiFailure(int http, List<ObjectNode> messages, Map<String, String> headers) {
        super(messages.toString(), null, false, false);
        this.http = http;
        this.messages = List.copyOf(messages);
        this.headers = Map.copyOf(headers);
    }

    /** A failure with one message and the HTTP status of its code. */
    public static ApiFailure of(InnerCode code, String message) {
        return new ApiFailure(code.http(), List.of(Envelope.message(code, message)), Map.of());
    }

    /** A failure with one message about one field. */
    public static ApiFailure of(InnerCode code, String field, String message) {
        return new ApiFailure(
                code.http(), List.of(Envelope.message(code, message).put("field", field)), Map.of());
    }

    /** A failure with a value that does not exist, may not be used, or cannot be parsed. */
    public static ApiFailure invalid(String field, String message) {
        return of(InnerCode.INVALID_VALUE, field, message);
    }

    /** A failure with a value of another JSON type than the field's. */
    public static ApiFailure mismatch(String field, String wanted) {
        return of(InnerCode.TYPE_MISMATCH, field, "Data type mismatch: " + wanted);
    }

    /**
     * Refuses unknown keys of an object.
     *
     * @throws ApiFailure if it has another key than these
     */
    public static void refuseOtherKeys(JsonNode object, Collection<String> known) {
        object.fieldNames().forEachRemaining(key -> {
            if (!known.contains(key)) {
                throw invalid(key, "EXTRA_KEY_FOUND_IN_JSON");
            }
        });
    }

    /** The HTTP status of the answer. */
    public int http() {
        return http;
    }

    /** Whether one of its messages has a code. */
    public boolean has(InnerCode code) {
        return messages.stream().anyMatch(message -> message.path("status_code").asInt() == code.code());
    }

    /** Headers that the answer carries beside the standard ones. */
    public Map<String, String> headers() {
        return headers;
    }

    /** The body of the answer. */
    public ObjectNode body() {
        return Envelope.failure(messages);
    }
}
