package dev.sdpmcp.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.upstream.UpstreamFailure.Complaint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/**
 * What {@code response_status} says. It comes as an object, as an array of them (lists, bulk calls), as an empty array or
 * not at all; codes come as numbers or as text; each part of a message may be missing.
 */
record Envelope(List<Integer> outerCodes, List<Complaint> complaints) {

    private static final int MOST_COMPLAINTS = 20;
    private static final int LONGEST_MESSAGE = 300;

    static Envelope of(ObjectNode body) {
        List<Integer> codes = new ArrayList<>();
        List<Complaint> complaints = new ArrayList<>();
        for (JsonNode status : listed(body.path("response_status"))) {
            if (status.has("status_code")) {
                codes.add(number(status.path("status_code")));
            }
            for (JsonNode message : listed(status.path("messages"))) {
                if (complaints.size() < MOST_COMPLAINTS) {
                    complaints.add(complaint(message));
                }
            }
        }
        return new Envelope(List.copyOf(codes), List.copyOf(complaints));
    }

    boolean isSuccess() {
        return outerCodes.stream().allMatch(code -> code == StatusCodes.SUCCESS);
    }

    boolean isWarning() {
        return outerCodes.contains(StatusCodes.WARNING) && outerCodes.stream().noneMatch(code -> code >= 4000);
    }

    boolean has(int code) {
        return outerCodes.contains(code) || complaints.stream().anyMatch(complaint -> complaint.code() == code);
    }

    /** Whether a message holds the words, in any case. */
    boolean says(String words) {
        return complaints.stream()
                .anyMatch(complaint ->
                        complaint.message().toLowerCase(Locale.ROOT).contains(words));
    }

    private static Complaint complaint(JsonNode message) {
        List<String> fields = new ArrayList<>();
        for (JsonNode field : listed(message.path("fields"))) {
            fields.add(clean(field.asText()));
        }
        if (message.path("field").isTextual()) {
            fields.add(clean(message.path("field").asText()));
        }
        return new Complaint(
                number(message.path("status_code")),
                fields,
                clean(message.path("message").asText("")));
    }

    private static Iterable<JsonNode> listed(JsonNode node) {
        if (node.isArray()) {
            return () -> StreamSupport.stream(node.spliterator(), false)
                    .limit(MOST_COMPLAINTS)
                    .iterator();
        }
        return node.isMissingNode() || node.isNull() ? List.of() : List.of(node);
    }

    private static int number(JsonNode node) {
        return node.asInt(0);
    }

    /** One line of bounded length, without markup. */
    private static String clean(String text) {
        String line = text.replaceAll("<[^<>]*+>", " ").replaceAll("\\s+", " ").strip();
        return line.length() <= LONGEST_MESSAGE ? line : line.substring(0, LONGEST_MESSAGE) + "…";
    }
}
