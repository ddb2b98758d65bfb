package dev.sdpmcp.audit.row;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Entities that a call is about: from its arguments, resource URI, upstream paths and result. Bounded; one thread. */
public final class CallTargets {

    private static final int MAX_IDS = 20;
    private static final int MAX_REFERENCE = 48;

    /** Internal ids have more digits than the numbers that people use. */
    private static final int MAX_DISPLAY_DIGITS = 12;

    /** As tools take it: {@code 250}, {@code #250}, {@code RE-250}, {@code Request no. 250}, {@code 250.0}. */
    private static final Pattern REFERENCE =
            Pattern.compile("[\\p{L}\\s#.:_(\\[-]{0,24}?(\\d{1,32})(?:\\.0+)?[\\s#)\\]]{0,8}");

    private static final Pattern ENTITY_PATH = Pattern.compile("([a-z_]{1,39})s/(\\d{1,32})(?:/.*)?");
    private static final Pattern TYPE = Pattern.compile("[a-z_]{1,40}");

    private final Set<String> all = new LinkedHashSet<>();
    private String entityType = "";
    private @Nullable String entityId;
    private @Nullable String displayId;

    /**
     * Top-level members of the arguments that hold an id.
     *
     * @param declaredType the kind of record that the tool is about; empty if its argument {@code module} names it
     */
    public void inArguments(String declaredType, ObjectNode arguments) {
        String module = arguments.path("module").asText();
        entityType = declaredType.isEmpty() && TYPE.matcher(module).matches() ? module : declaredType;
        String idArgument = declaredType.isEmpty() ? "record_id" : declaredType + "_id";
        for (Map.Entry<String, JsonNode> member : arguments.properties()) {
            String name = member.getKey();
            if (name.equals("id") || name.endsWith("_id")) {
                JsonNode value = member.getValue();
                note((value.size() == 1 ? value.iterator().next() : value).asText(), name.equals(idArgument));
            }
        }
    }

    /** A resource such as {@code sdp://requests/1042}. */
    public void inUri(String uri) {
        inPath(uri.replaceFirst("^sdp://", ""));
    }

    /** Path of an upstream request. If the type of the entity is not known yet, the first path sets it. */
    public void inPath(String path) {
        Matcher entity = ENTITY_PATH.matcher(path);
        if (!entity.matches()) {
            return;
        }
        if (entityType.isEmpty()) {
            entityType = entity.group(1);
        }
        if (entityType.equals(entity.group(1))) {
            note(entity.group(2), true);
        }
    }

    /** The result of a tool, with the entity that it created or changed. */
    public void inResult(JsonNode result) {
        note(result.path("display_id").asText(), true);
        note(result.path("id").asText(), result.has("display_id"));
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

    /** The entities so far. */
    public AuditRow.Targets found() {
        return new AuditRow.Targets(
                entity() == null || entityType.isEmpty() ? null : entityType,
                entityId,
                displayId,
                all.isEmpty() ? null : String.join(" ", all));
    }

    /** The display id of the entity, or its internal id while that is unknown; null if there is no entity. */
    public @Nullable String entity() {
        return displayId == null ? entityId : displayId;
    }

    /** Whether it is the number that people use, and not an internal id. */
    public static boolean isDisplayId(String digits) {
        return digits.length() <= MAX_DISPLAY_DIGITS;
    }
}
