package dev.sdpmcp.tool.shape;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sdpmcp.jsonrpc.JsonRpcCodec;
import dev.sdpmcp.text.BlankText;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a client means by an argument that does not have the listed type. Callers in XML, forms and models send numbers,
 * booleans, lists and objects as text, one value for a list of one and the reverse, an object as a tool printed it, and an
 * empty text or the word {@code null} for what they do not give. What has exactly one reading is read so; all else is left
 * as it is, for the type to refuse. Stateless.
 */
final class Reading {

    private static final ObjectMapper MAPPER = new JsonRpcCodec().mapper();

    /** A text of one of these is no content in any place. */
    private static final Set<String> NOTHING = Set.of("null", "undefined", "nil");

    /** The same, where no text is meant: Python's {@code None}, and what people write into forms. */
    private static final Set<String> NOTHING_BUT_A_WORD = Set.of("none", "n/a", "-");

    /** Members of a person or lookup as the help desk or a tool shows it, the surest one first. */
    private static final List<String> IDENTITY = List.of("email_id", "name", "id");

    private Reading() {}

    /** The value that is meant, for the type to read. */
    static JsonNode of(JsonNode sent, ValueType type) {
        return switch (type) {
            case ValueType.ListOf list -> list(sent, list);
            case ValueType.MapOf map -> parsed(parsed(sent, '{'), '[');
            case Shape shape -> parsed(sent, '{');
            case Choice choice -> text(single(sent));
            case Scalar scalar -> scalar(single(sent), scalar);
        };
    }

    /** Whether no value is meant. An empty list or object is the value of a list or object. */
    static boolean isNothing(JsonNode meant, ValueType type) {
        boolean container = !(type instanceof Scalar || type instanceof Choice);
        if (!meant.isTextual()) {
            return meant.isNull() || (meant.isContainerNode() && meant.isEmpty() && !container);
        }
        String word = meant.textValue().strip();
        String lower = word.toLowerCase(Locale.ROOT);
        if (BlankText.is(word) || NOTHING.contains(lower)) {
            return !(type instanceof Choice choice && choice.names().contains(word));
        }
        if (type == Scalar.TEXT) {
            return word.equals("None"); // as Python writes it; people may write "none" or "-" into a text
        }
        return type != Scalar.TEXT_OR_NONE
                && NOTHING_BUT_A_WORD.contains(lower)
                && !(type instanceof Choice choice && choice.names().contains(lower));
    }

    private static JsonNode single(JsonNode sent) {
        return sent.isArray() && sent.size() == 1 ? sent.get(0) : sent;
    }

    private static JsonNode list(JsonNode sent, ValueType.ListOf type) {
        JsonNode meant = parsed(sent, '[');
        if (meant.isArray() || isNothing(meant, type)) {
            return meant;
        }
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        if (meant.isTextual() && type.element() instanceof Choice) {
            for (String name : meant.textValue().split(",", -1)) {
                list.add(name.strip());
            }
            return list;
        }
        return list.add(meant);
    }

    private static JsonNode scalar(JsonNode sent, Scalar type) {
        if (type.isText()) {
            return text(sent);
        }
        if (!sent.isTextual() && !(type == Scalar.BOOLEAN && sent.isIntegralNumber())) {
            return sent;
        }
        String word = sent.asText().strip();
        if (type == Scalar.BOOLEAN) {
            return switch (word.toLowerCase(Locale.ROOT)) {
                case "true", "yes", "1" -> BooleanNode.TRUE;
                case "false", "no", "0" -> BooleanNode.FALSE;
                default -> sent;
            };
        }
        JsonNode number = parsed(word);
        return number.isNumber() ? number : sent;
    }

    private static JsonNode text(JsonNode sent) {
        return switch (sent.getNodeType()) {
            case BOOLEAN -> TextNode.valueOf(sent.asText());
            case NUMBER -> Double.isFinite(sent.doubleValue()) ? TextNode.valueOf(plain(sent)) : sent;
            case OBJECT -> shown(sent);
            default -> sent;
        };
    }

    /** An object is one text if it holds either a content, a value, or the names of one thing. */
    private static JsonNode shown(JsonNode sent) {
        List<JsonNode> found = Stream.of(List.of("content"), List.of("value"), IDENTITY)
                .map(names -> names.stream()
                        .map(sent::path)
                        .filter(value -> value.isValueNode() && !value.isBoolean() && !isNothing(value, Scalar.TEXT))
                        .findFirst())
                .flatMap(Optional::stream)
                .toList();
        boolean onlyAnId = sent.has("id") && !sent.has("name") && !sent.has("email_id") && sent.size() > 1;
        return found.size() == 1 && !onlyAnId
                ? TextNode.valueOf(found.getFirst().asText())
                : sent;
    }

    /** {@code 250} for 250.0, which clients send that keep all numbers as floating point. */
    private static String plain(JsonNode number) {
        BigDecimal value = number.decimalValue();
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    private static JsonNode parsed(JsonNode sent, char opening) {
        if (!sent.isTextual()) {
            return sent;
        }
        String text = sent.textValue().strip();
        if (text.isEmpty() || text.charAt(0) != opening) {
            return sent;
        }
        JsonNode parsed = parsed(text);
        return parsed.isContainerNode() ? parsed : sent;
    }

    /** The JSON that a text holds; the text itself if it holds none. */
    private static JsonNode parsed(String text) {
        try {
            JsonNode parsed = MAPPER.readTree(text);
            return parsed == null || parsed.isMissingNode() ? TextNode.valueOf(text) : parsed;
        } catch (JsonProcessingException noJson) {
            return TextNode.valueOf(text);
        }
    }
}
