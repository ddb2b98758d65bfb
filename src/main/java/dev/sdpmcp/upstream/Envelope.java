package dev.sdpmcp.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.text.Excerpt;
import dev.sdpmcp.upstream.UpstreamFailure.Complaint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The content of {@code response_status}. It is an object, an array of them (lists, bulk calls), an empty array or
 * missing; codes are numbers or text; each part of a message may be missing. Immutable.
 */
record Envelope(List<Integer> outerCodes, List<Complaint> complaints) {

    private static final int MAX_COMPLAINTS = 20;
    private static final int MAX_MESSAGE_CHARACTERS = 300;

    static Envelope of(ObjectNode body) {
        List<Integer> codes = new ArrayList<>();
        List<Complaint> complaints = new ArrayList<>();
        for (JsonNode status : listed(body.path("response_status"))) {
            if (status.has("status_code")) {
                codes.add(number(status.path("status_code")));
            }
            for (JsonNode message : listed(status.path("messages"))) {
                if (complaints.size() < MAX_COMPLAINTS) {
                    complaints.add(complaint(message));
                }
            }
        }
        return new Envelope(List.copyOf(codes), List.copyOf(complaints));
    }

    /** The codes of {@code response_status}. The outer code is nearly always generic; the inner ones are specific. */
    static final class StatusCodes {

        static final int SUCCESS = 2000;
        static final int WARNING = 3000;
        static final int INTERNAL_ERROR = 4004;
        static final int NOT_FOUND = 4007;
        static final int RATE_LIMITED = 4015;
        static final int TOKEN_REFUSED = 4022;

        private static final Map<Integer, String> MEANINGS = Map.ofEntries(
                Map.entry(3000, "not done because a rule of the help desk is not met"),
                Map.entry(4001, "a value does not exist, is inactive or may not be used here"),
                Map.entry(4002, "no permission"),
                Map.entry(INTERNAL_ERROR, "internal error of ServiceDesk Plus"),
                Map.entry(4005, "it is used elsewhere"),
                Map.entry(NOT_FOUND, "not found"),
                Map.entry(4008, "the value must be unique and exists already"),
                Map.entry(4009, "the field cannot be changed in this state"),
                Map.entry(4012, "mandatory value missing"),
                Map.entry(4014, "the field is read-only"),
                Map.entry(RATE_LIMITED, "rate limit reached"),
                Map.entry(4016, "the times do not fit each other"),
                Map.entry(4021, "a value has the wrong type"),
                Map.entry(TOKEN_REFUSED, "the access token is not accepted"),
                Map.entry(7001, "the licence does not allow it"));

        private StatusCodes() {}

        static @Nullable String meaning(int code) {
            return MEANINGS.get(code);
        }
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

    /** Whether a message contains the words, in any case. */
    boolean contains(String words) {
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
                    .limit(MAX_COMPLAINTS)
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
        return Excerpt.of(line, MAX_MESSAGE_CHARACTERS);
    }
}
