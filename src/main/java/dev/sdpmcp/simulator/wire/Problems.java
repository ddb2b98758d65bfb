package dev.sdpmcp.simulator.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The problems of one input, by stage. Belongs to one call, not thread-safe. */
public final class Problems {
    private final Map<Stage, List<ObjectNode>> messages = new EnumMap<>(Stage.class);
    private final Map<Stage, Integer> http = new EnumMap<>(Stage.class);

    /** Adds a problem of one field. */
    public void add(Stage stage, InnerCode code, String field, String message) {
        add(stage, code, code.http(), field, message);
    }

    /** Adds a problem of one field with another HTTP status than that of the code. */
    public void add(Stage stage, InnerCode code, int status, String field, String message) {
        messages(stage).add(Envelope.message(code, message).put("field", field));
        http.putIfAbsent(stage, status);
    }

    /** Adds a problem of several fields in one message, the form for missing values. */
    public void addFields(Stage stage, InnerCode code, Collection<String> fields) {
        if (fields.isEmpty()) {
            return;
        }
        ObjectNode message = Envelope.message(code, "");
        ArrayNode names = message.putArray("fields");
        fields.forEach(names::add);
        messages(stage).add(message);
        http.putIfAbsent(stage, code.http());
    }

    /** Whether there is no problem so far. */
    public boolean isEmpty() {
        return messages.isEmpty();
    }

    /**
     * Fails the call if there is a problem.
     *
     * @throws ApiFailure with the messages of the first stage with a problem
     */
    public void throwIfAny() {
        for (Stage stage : Stage.values()) {
            List<ObjectNode> found = messages.get(stage);
            if (found != null) {
                throw new ApiFailure(http.getOrDefault(stage, InnerCode.GENERAL.http()), found, Map.of());
            }
        }
    }

    private List<ObjectNode> messages(Stage stage) {
        return messages.computeIfAbsent(stage, unused -> new ArrayList<>());
    }

    /**
     * The order in which the content of {@code input_data} is checked: the first stage with a problem gives the
     * answer.
     */
    public enum Stage {
        /** Keys that the module does not know. */
        EXTRA_KEYS,
        /** Mandatory values. */
        MANDATORY,
        /** References to other records, and values that cannot be parsed. */
        REFERENCES,
        /** JSON types. */
        TYPES,
        /** Fields that only the server sets. */
        READ_ONLY,
        /** Values that must be unique. */
        UNIQUE,
        /** Rules about the state of the record. */
        STATE
    }
}
