package dev.sdpmcp.audit.row;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sdpmcp.telemetry.Masking;
import dev.sdpmcp.text.Sha256;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Arguments as the trail keeps them: enough to say what was asked for, and to prove that a text was this one, without
 * becoming a second copy of the help desk. Thread-safe.
 *
 * <ul>
 *   <li>Text up to {@value #MAX_TEXT} characters stays, e-mail addresses too: they say who a change was about.
 *   <li>Longer text becomes a digest: a prefix of its SHA-256, and its length.
 *   <li>What is named like a secret is left out, without a digest, from which a short secret could be guessed.
 *   <li>Secrets of this server and tokens are taken out wherever they stand.
 * </ul>
 */
public final class RecordedArguments {

    static final int MAX_TEXT = 120;

    private static final int MAX_NAME = 64;
    private static final int MAX_MEMBERS = 60;
    private static final int DEEPEST = 5;
    private static final int DIGEST_BYTES = 8;
    private static final Pattern SECRET_NAME =
            Pattern.compile(".*(passw|secret|token|api_?-?key|authorization|credential).*", Pattern.CASE_INSENSITIVE);

    private final Masking masking;

    public RecordedArguments(Masking masking) {
        this.masking = masking;
    }

    /** One line of JSON, at most {@link AuditRow#MAX_ARGUMENTS} characters; a digest of the whole if it were longer. */
    public String of(ObjectNode arguments) {
        String json = reduced(arguments, 0).toString();
        return json.length() <= AuditRow.MAX_ARGUMENTS
                ? json
                : JsonNodeFactory.instance
                        .objectNode()
                        .put("all", digest(arguments.toString()))
                        .toString();
    }

    private JsonNode reduced(JsonNode value, int depth) {
        if (value instanceof TextNode text) {
            return TextNode.valueOf(text(text.textValue()));
        }
        if (value.isContainerNode() && (depth == DEEPEST || value.size() > MAX_MEMBERS)) {
            return TextNode.valueOf(digest(value.toString()));
        }
        if (value instanceof ObjectNode object) {
            ObjectNode kept = JsonNodeFactory.instance.objectNode();
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                kept.set(name(member.getKey()), member(member.getKey(), member.getValue(), depth));
            }
            return kept;
        }
        if (value instanceof ArrayNode array) {
            ArrayNode kept = JsonNodeFactory.instance.arrayNode();
            array.forEach(element -> kept.add(reduced(element, depth + 1)));
            return kept;
        }
        return value;
    }

    private JsonNode member(String name, JsonNode value, int depth) {
        return SECRET_NAME.matcher(name).matches() ? TextNode.valueOf("[secret]") : reduced(value, depth + 1);
    }

    /** Names of arguments are the client's words too. */
    private String name(String name) {
        return name.length() <= MAX_NAME ? masking.withoutSecrets(name) : digest(name);
    }

    private String text(String text) {
        return text.length() <= MAX_TEXT ? masking.withoutSecrets(text) : digest(text);
    }

    static String digest(String text) {
        String hash = HexFormat.of().formatHex(Sha256.of(text), 0, DIGEST_BYTES);
        return "[sha256:" + hash + ", " + text.length() + " characters]";
    }
}
