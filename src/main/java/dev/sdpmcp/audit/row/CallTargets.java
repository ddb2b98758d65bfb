package dev.sdpmcp.audit.row;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Collector of the entities that a call is about, from its arguments, resource URIs, upstream paths and the result of a
 * creation. Bounded. Used by one thread.
 */
public final class CallTargets {

    /** The kind of entity that the tools work on. */
    private static final String ENTITY_TYPE = "request";

    private static final int MAX_IDS = 20;
    /** Internal ids have more digits than the numbers that people use. */
    private static final int MAX_DISPLAY_DIGITS = 12;

    private static final int MAX_REFERENCE = 48;

    private static final Pattern REFERENCE = Pattern.compile("#*\\s*(\\d{1,32})\\s*#*");
    private static final Pattern REQUEST_PATH = Pattern.compile("requests/(\\d{1,32})(?:/.*)?");

    private final Set<String> all = new LinkedHashSet<>();
    private @Nullable String entityId;
    private @Nullable String displayId;

    /** Top-level members of the arguments that hold an id. */
    public void inArguments(ObjectNode arguments) {
        for (Map.Entry<String, JsonNode> member : arguments.properties()) {
            String name = member.getKey();
            if (name.equals("id") || name.endsWith("_id")) {
                note(member.getValue().asText(), name.equals("request_id"));
            }
        }
    }

    /** A resource such as {@code sdp://requests/1042}. */
    public void inUri(String uri) {
        inPath(uri.replaceFirst("^sdp://", ""));
    }

    /** A path upstream, with the entity that was read or changed. */
    public void inPath(String path) {
        Matcher request = REQUEST_PATH.matcher(path);
        if (request.matches()) {
            note(request.group(1), true);
        }
    }

    /** The result of a tool, with the entity that it created or changed. */
    public void inResult(JsonNode result) {
        boolean isEntity = result.has("display_id");
        note(result.path("display_id").asText(), isEntity);
        note(result.path("id").asText(), isEntity);
        note(result.path("note_id").asText(), false);
    }

    private void note(String text, boolean isEntity) {
        if (text.length() > MAX_REFERENCE) {
            return;
        }
        Matcher reference = REFERENCE.matcher(text.strip());
        if (!reference.matches()) {
            return;
        }
        String digits = reference.group(1);
        if (all.size() < MAX_IDS) {
            all.add(digits);
        }
        if (isEntity && digits.length() <= MAX_DISPLAY_DIGITS) {
            displayId = displayId == null ? digits : displayId;
        } else if (isEntity) {
            entityId = entityId == null ? digits : entityId;
        }
    }

    /** What is known so far. */
    public AuditRow.Targets found() {
        return new AuditRow.Targets(
                entity() == null ? null : ENTITY_TYPE,
                entityId,
                displayId,
                all.isEmpty() ? null : String.join(" ", all));
    }

    /**
     *  The number that people use for the entity if it is known, otherwise its internal id; null if there is no entity.
     */
    public @Nullable String entity() {
        return displayId == null ? entityId : displayId;
    }

    /** Whether a reference is the number that people use, and not an internal id. */
    public static boolean isDisplayId(String digits) {
        return digits.length() <= MAX_DISPLAY_DIGITS;
    }
}
