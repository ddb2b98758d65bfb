package dev.sdpmcp.desk.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sdpmcp.desk.Fields;
import dev.sdpmcp.desk.text.ContentHtml;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Compares fields that were sent with an entity as it is. Values travel in other forms than they come back: a lookup is
 * sent with a name or an address and comes back whole, HTML comes back tidied. Stateless.
 */
final class SentFields {

    private static final Set<String> REFERENCES = Set.of("id", "email_id", "name");

    private SentFields() {}

    /**
     * @return {@code DONE} if all fields are as they were sent, {@code NOT_DONE} if none is, else {@code AMBIGUOUS};
     *     fields that the entity does not show are left out
     */
    static WriteResult in(JsonNode entity, ObjectNode sent) {
        List<Boolean> same = new ArrayList<>();
        compare(entity, sent, same);
        if (same.isEmpty() || (same.contains(true) && same.contains(false))) {
            return WriteResult.AMBIGUOUS;
        }
        return same.contains(true) ? WriteResult.found(entity) : WriteResult.NOT_DONE;
    }

    /**
     * The same for what may be somebody else's: who has the same trouble at the same time calls it the same, so that a subject
     * alone is {@code AMBIGUOUS}.
     */
    static WriteResult inNew(JsonNode request, ObjectNode sent, String titleField) {
        WriteResult finding = in(request, sent);
        ObjectNode beside = sent.deepCopy();
        beside.remove(titleField);
        List<Boolean> more = new ArrayList<>();
        compare(request, beside, more);
        return finding.isDone() && more.isEmpty() ? WriteResult.AMBIGUOUS : finding;
    }

    private static void compare(JsonNode entity, JsonNode sent, List<Boolean> same) {
        for (Map.Entry<String, JsonNode> field : sent.properties()) {
            JsonNode now = entity.path(field.getKey());
            if (isContainer(field.getValue())) {
                compare(now, field.getValue(), same);
            } else if (!now.isMissingNode()) {
                same.add(isSame(now, field.getValue()));
            }
        }
    }

    /** Time spent, such as {@code {"hours":"1","minutes":"30"}}. */
    static boolean isDuration(JsonNode value) {
        return value.has("hours") && value.has("minutes");
    }

    /** An object that is neither a reference nor a time: additional fields, a resolution. */
    static boolean isContainer(JsonNode sent) {
        return sent.isObject()
                && !sent.has("value")
                && !isDuration(sent)
                && sent.properties().stream().noneMatch(part -> REFERENCES.contains(part.getKey()));
    }

    /** Whether a field has the value that was sent. */
    static boolean isSame(JsonNode now, JsonNode sent) {
        if (sent.isNull()) {
            return now.isMissingNode()
                    || now.isNull()
                    || (now.isValueNode() && now.asText().isEmpty());
        }
        if (!sent.isObject()) {
            return plain(now).equals(plain(sent));
        }
        return sent.properties().stream()
                .allMatch(part -> plain(part(now, part.getKey())).equals(plain(part.getValue())));
    }

    /** The same, but a text must be the same to the letter, apart from how its HTML is written. */
    static boolean isEqual(JsonNode now, JsonNode sent) {
        if (sent.isNull() || sent.isObject()) {
            return isSame(now, sent);
        }
        String one = raw(now);
        String other = raw(sent);
        if (one.equals(other)) {
            return true;
        }
        if (one.indexOf('<') < 0 && other.indexOf('<') < 0) {
            return false;
        }
        String shown = ContentHtml.toMarkdown(one);
        return !shown.isEmpty() && shown.equals(ContentHtml.toMarkdown(other));
    }

    private static String raw(JsonNode value) {
        return value.isObject()
                ? String.valueOf(Fields.text(value, "value"))
                : value.asText("").strip();
    }

    private static JsonNode part(JsonNode now, String key) {
        return now.isObject() ? now.path(key) : now;
    }

    /** Text without markup, case and differences of white space. */
    private static String plain(JsonNode value) {
        String text = value.isObject() ? String.valueOf(Fields.text(value, "value")) : value.asText("");
        return ContentHtml.toWords(text).toLowerCase(Locale.ROOT);
    }

    /** Whether the HTML says the same. */
    static boolean sameText(@Nullable String one, @Nullable String other) {
        return one != null && other != null && plain(TextNode.valueOf(one)).equals(plain(TextNode.valueOf(other)));
    }

    /** Whether the lists of addresses of these names that were sent have the same members, where the entity shows them. */
    static boolean sameAddresses(JsonNode entity, ObjectNode sent, Predicate<String> names) {
        return sent.properties().stream()
                .filter(field -> names.test(field.getKey()))
                .filter(field -> field.getValue().isArray()
                        && entity.path(field.getKey()).isArray())
                .allMatch(field -> addresses(entity.path(field.getKey())).equals(addresses(field.getValue())));
    }

    private static Set<String> addresses(JsonNode list) {
        return list.valueStream()
                .map(one -> plain(one.has("email_id") ? one.path("email_id") : one))
                .collect(Collectors.toSet());
    }
}
