package dev.sdpmcp.tool.shape;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sdpmcp.jsonrpc.JsonRpcCodec;
import dev.sdpmcp.tool.InvalidArguments;
import dev.sdpmcp.tool.shape.ArgumentErrors.Place;

/** Recognises the mistakes that models make most and says how to correct them. Only called when a value did not fit. */
final class Hint {

    private static final int MAX_TEXT = 1_000;
    private static final ObjectMapper MAPPER = new JsonRpcCodec().mapper();

    private Hint() {}

    /** The end of the error about a value that the type refused; empty if it is no known mistake. */
    static String about(JsonNode sent, ValueType type) {
        if (sent.isTextual() && sent.textValue().length() <= MAX_TEXT) {
            return fitsWithoutQuotes(sent.textValue(), type) ? "; send it as JSON, without the quotes" : "";
        }
        return "";
    }

    private static boolean fitsWithoutQuotes(String text, ValueType type) {
        try {
            JsonNode meant = MAPPER.readTree(text);
            return meant != null && !meant.isTextual() && fits(meant, type);
        } catch (JsonProcessingException notJson) {
            return false;
        }
    }

    /** Whether the type would take the value. */
    static boolean fits(JsonNode sent, ValueType type) {
        ArgumentErrors errors = new ArgumentErrors(Integer.MAX_VALUE);
        try {
            type.read(sent, Place.ROOT, errors);
        } catch (InvalidArguments disagreeing) {
            return true; // each value fits on its own, which is the question here
        }
        return errors.typesFit();
    }
}
