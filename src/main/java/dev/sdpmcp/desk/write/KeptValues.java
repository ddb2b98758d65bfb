package dev.sdpmcp.desk.write;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sdpmcp.desk.DeskZone;
import dev.sdpmcp.desk.Fields;
import dev.sdpmcp.desk.metadata.AdditionalFields;
import dev.sdpmcp.desk.text.ContentHtml;
import dev.sdpmcp.history.Change.Field;
import dev.sdpmcp.history.ChangeHistory;
import dev.sdpmcp.persistence.StoredJson;
import dev.sdpmcp.text.Excerpt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Turns fields of the v3 API into what the change history keeps, and back. Stateless. */
public final class KeptValues {

    private static final String ADDITIONAL = AdditionalFields.FIELD + ".";

    /** Characters of JSON; a longer value is not kept, and its change cannot be reverted. */
    static final int MAX_LENGTH = 200_000;

    /** Ends that complete a text that was cut: alone, and as the last member of an object. */
    private static final List<String> CLOSINGS = List.of("", "\"", "\"}");

    /** Characters of {@code \\u0041}. */
    private static final int MAX_ESCAPE = 6;

    /** Sent with an update, but no field of the record. */
    private static final Set<String> REMARKS = Set.of("status_change_comments", "comment", "operation_comment");

    /** What identifies a value; all else of a lookup is decoration. */
    private static final List<String> IDENTITY = List.of("id", "name", "email_id", "value", "content");

    private static final List<String> DURATION = List.of("hours", "minutes");

    private KeptValues() {}

    /** Whether a field is sent with an update and is no field of the record. */
    public static boolean isRemark(String path) {
        return REMARKS.contains(path);
    }

    /** Whether a record says what these fields say, apart from case and markup, which ServiceDesk Plus may tidy. */
    public static boolean isSaid(JsonNode record, ObjectNode fields) {
        List<Field> other = new ArrayList<>();
        collect("", record, fields, SentFields::isSame, other);
        return other.isEmpty();
    }

    /** The fields that these would change, with the values from before. */
    public static List<Field> planned(JsonNode before, ObjectNode sent) {
        List<Field> fields = new ArrayList<>();
        collect("", before, sent, SentFields::isEqual, fields);
        return fields;
    }

    private static void collect(
            String prefix, JsonNode before, JsonNode sent, BiPredicate<JsonNode, JsonNode> same, List<Field> fields) {
        for (Map.Entry<String, JsonNode> entry : sent.properties()) {
            String name = prefix + entry.getKey();
            JsonNode old = before.path(entry.getKey());
            if (SentFields.isContainer(entry.getValue())) {
                collect(name + ".", old, entry.getValue(), same, fields);
            } else if (!isRemark(name) && !same.test(old, entry.getValue())) {
                fields.add(new Field(name, kept(old), kept(entry.getValue())));
            }
        }
    }

    static @Nullable String kept(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        JsonNode kept = value;
        if (value.isObject()) {
            ObjectNode identity = JsonNodeFactory.instance.objectNode();
            List<String> parts = SentFields.isDuration(value) ? DURATION : IDENTITY;
            parts.stream().filter(value::hasNonNull).forEach(part -> identity.set(part, value.get(part)));
            kept = identity;
        }
        String json = kept.toString();
        return json.length() > MAX_LENGTH ? "{\"tooLong\":" + json.length() + "}" : json;
    }

    /** The values that a change set, in the form in which they were sent. */
    public static ObjectNode after(List<Field> fields) {
        ObjectNode sent = JsonNodeFactory.instance.objectNode();
        fields.forEach(field -> put(sent, field.name(), read(field.after())));
        return sent;
    }

    /** The values from before a change, in a form in which they can be sent. */
    public static ObjectNode before(List<Field> fields) {
        ObjectNode sent = JsonNodeFactory.instance.objectNode();
        fields.forEach(field -> put(sent, field.name(), sendable(read(field.before()))));
        return sent;
    }

    /** Whether the value from before was too long to be kept. */
    public static boolean isLost(Field field) {
        return read(field.before()).has("tooLong");
    }

    /** A person by the address, since names are not unique; other lookups by name, since some take no id. */
    private static JsonNode sendable(JsonNode value) {
        if (!value.isObject()) {
            return value;
        }
        for (String key : List.of("value", "content", "email_id", "name", "id")) {
            if (value.has(key)) {
                return JsonNodeFactory.instance.objectNode().set(key, value.get(key));
            }
        }
        return value;
    }

    private static void put(ObjectNode into, String name, JsonNode value) {
        int dot = name.indexOf('.');
        if (dot < 0) {
            into.set(name, value);
        } else {
            put(into.withObjectProperty(name.substring(0, dot)), name.substring(dot + 1), value);
        }
    }

    static JsonNode read(@Nullable String json) {
        try {
            return json == null ? NullNode.getInstance() : StoredJson.MAPPER.readTree(json);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("the change history holds what is no JSON", damaged);
        }
    }

    /** Whether the database gave only the beginning of this value. */
    public static boolean isCut(@Nullable String json) {
        return json != null && json.length() >= ChangeHistory.MAX_SHOWN_CHARACTERS;
    }

    /** A value of which the database may have given only the beginning: text that is open is closed. */
    public static JsonNode readStart(@Nullable String json) {
        if (json == null || !isCut(json)) {
            return read(json);
        }
        // H2 counts the halves of a surrogate pair
        boolean insidePair = Character.isHighSurrogate(json.charAt(json.length() - 1));
        String start = insidePair ? json.substring(0, json.length() - 1) : json;
        // an escape may have been cut in two
        for (int end = start.length(); end >= start.length() - MAX_ESCAPE; end--) {
            for (String closed : CLOSINGS) {
                Optional<JsonNode> read = parsed(start.substring(0, end) + closed);
                if (read.isPresent()) {
                    return read.get();
                }
            }
        }
        return TextNode.valueOf(start);
    }

    private static Optional<JsonNode> parsed(String json) {
        try {
            return Optional.of(StoredJson.MAPPER.readTree(json));
        } catch (JsonProcessingException stillOpen) {
            return Optional.empty();
        }
    }

    /**
     * A value as tools show it, of at most so many characters.
     *
     * @param field its name in the API
     * @param json of which the database may have given only the beginning
     * @param zone in which times are shown
     * @return null if there is none
     */
    public static @Nullable String shown(String field, @Nullable String json, int maxLength, DeskZone zone) {
        JsonNode value = readStart(json);
        if (value.isNull()) {
            return null;
        }
        String text = value.isObject() ? shownObject(field, value, zone) : value.asText();
        String markdown = text.contains("<") ? ContentHtml.toMarkdown(text) : text;
        String words = markdown.isEmpty() ? text : markdown;
        if (words.isEmpty()) {
            return null;
        }
        boolean cut = words.length() > maxLength || isCut(json);
        return cut ? Excerpt.start(words, maxLength) + "…" : words;
    }

    private static String shownObject(String field, JsonNode value, DeskZone zone) {
        if (value.has("tooLong")) {
            return "(" + value.path("tooLong").asInt() + " characters, too long to be kept)";
        }
        if (SentFields.isDuration(value)) {
            return value.path("hours").asLong() * 60 + value.path("minutes").asLong() + " minutes";
        }
        JsonNode entity = JsonNodeFactory.instance.objectNode().set("it", value);
        String person = Fields.person(entity, "it");
        if (person != null) {
            return person;
        }
        String moment = null;
        if (value.has("value")) {
            // an additional field may hold a day
            moment = field.startsWith(ADDITIONAL) ? zone.dayOrMoment(entity, "it") : zone.moment(entity, "it");
        }
        return moment == null ? String.valueOf(Fields.text(value, value.has("content") ? "content" : "id")) : moment;
    }
}
