package dev.sdpmcp.tool.interceptor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sdpmcp.text.Excerpt;
import dev.sdpmcp.tool.CuttableResult;

/** A copy of a JSON value whose long texts are cut, each to the same length, and say how much is left out. Stateless. */
final class ShortenedTexts {

    /** The brackets of a remark in a text of the help desk, which stays one when it is cut. */
    private static final char OPEN = '\u27e6';

    private static final char CLOSE = '\u27e7';

    private ShortenedTexts() {}

    /** @param length characters of each text, beside the remark at its end */
    static JsonNode in(JsonNode value, int length) {
        return switch (value) {
            case ObjectNode object -> {
                ObjectNode copy = JsonNodeFactory.instance.objectNode();
                object.properties().forEach(member -> {
                    boolean position = member.getKey().equals(CuttableResult.NEXT);
                    copy.set(member.getKey(), position ? member.getValue() : in(member.getValue(), length));
                });
                yield copy;
            }
            case ArrayNode array -> {
                ArrayNode copy = JsonNodeFactory.instance.arrayNode();
                array.forEach(element -> copy.add(in(element, length)));
                yield copy;
            }
            case TextNode text -> TextNode.valueOf(shortened(text.textValue(), length));
            default -> value;
        };
    }

    private static String shortened(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        String start = Excerpt.start(text, length);
        String end = start.lastIndexOf(OPEN) > start.lastIndexOf(CLOSE) ? "…" + CLOSE : "…";
        return start + end + " (" + (text.length() - start.length()) + " more characters left out)";
    }
}
