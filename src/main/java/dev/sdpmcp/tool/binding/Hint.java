package dev.sdpmcp.tool.binding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sdpmcp.tool.InvalidArguments;

/** Recognises the slips that models make most and says how to mend them. Only asked when a value did not fit. */
final class Hint {

    private static final int LONGEST_TEXT = 1_000;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Hint() {}

    /** The end of a complaint about a value that the reader refused; empty if it is no known slip. */
    static String about(JsonNode sent, ValueReader reader) {
        if (sent.isTextual() && sent.textValue().length() <= LONGEST_TEXT) {
            return fitsWithoutQuotes(sent.textValue(), reader) ? "; send it as JSON, without the quotes" : "";
        }
        return "";
    }

    private static boolean fitsWithoutQuotes(String text, ValueReader reader) {
        try {
            JsonNode meant = MAPPER.readTree(text);
            return meant != null && !meant.isTextual() && fits(meant, reader);
        } catch (JsonProcessingException notJson) {
            return false;
        }
    }

    /** Whether the reader would take the value. */
    static boolean fits(JsonNode sent, ValueReader reader) {
        Complaints complaints = new Complaints();
        try {
            reader.read(sent, Place.ROOT, complaints);
        } catch (InvalidArguments disagreeing) {
            return true; // each value fits by itself, and that is what was asked
        }
        return complaints.isEmpty();
    }
}
