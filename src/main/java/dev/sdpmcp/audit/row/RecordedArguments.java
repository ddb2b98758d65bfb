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
 * Reduction of arguments for the trail, which must not become a second copy of the help desk. Thread-safe.
 *
 * <ul>
 *   <li>Text up to {@value #MAX_TEXT} characters is recorded, including e-mail addresses.
 *   <li>Longer text becomes a digest: a prefix of its SHA-256, and its length.
 *   <li>A value with the name of a secret is left out; a short secret could be guessed from a digest.
 *   <li>Secrets of this server and tokens are masked everywhere.
 * </ul>
 */
public final class RecordedArguments {

    static final int MAX_TEXT = 120;

    private static final int MAX_NAME = 64;
    private static final int MAX_MEMBERS = 60;
    private static final int MAX_DEPTH = 5;
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
            return TextNode.valueOf(text(text.textValue(), MAX_TEXT));
        }
        if (value.isContainerNode() && (depth == MAX_DEPTH || value.size() > MAX_MEMBERS)) {
            return TextNode.valueOf(digest(value.toString()));
        }
        if (value instanceof ObjectNode object) {
            ObjectNode kept = JsonNodeFactory.instance.objectNode();
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                boolean secret = SECRET_NAME.matcher(member.getKey()).matches();
                kept.set(
                        text(member.getKey(), MAX_NAME),
                        secret ? TextNode.valueOf("[secret]") : reduced(member.getValue(), depth + 1));
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

    private String text(String text, int max) {
        return text.length() <= max ? masking.withoutSecrets(text) : digest(text);
    }

    static String digest(String text) {
        String hash = HexFormat.of().formatHex(Sha256.of(text), 0, DIGEST_BYTES);
        return "[sha256:" + hash + ", " + text.length() + " characters]";
    }
}
