package dev.sdpmcp.tool.registry;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A URI with variables, as RFC 6570 level 1 has them: {@code sdp://requests/{id}}.
 *
 * <p>A variable stands for one or more characters that are not reserved in RFC 3986, percent-encoded ones among them. A
 * reserved character must follow each variable, or nothing; so it is always clear where a variable ends, and matching
 * looks at each character once.
 */
final class UriTemplate {

    private static final Pattern VARIABLE = Pattern.compile("\\{([^{}]*)}");
    private static final Pattern VARIABLE_NAME = Pattern.compile("[a-zA-Z0-9_]{1,64}");
    private static final Pattern ABSOLUTE = Pattern.compile("[a-z][a-z0-9+.-]*:[^{].*");
    private static final String RESERVED = ":/?#[]@!$&'()*+,;=";

    private final String text;
    private final List<String> names = new ArrayList<>();
    /** What stands before each variable and, last, after them all. */
    private final List<String> literals = new ArrayList<>();

    private UriTemplate(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException saying what is wrong with the template */
    static UriTemplate parse(String text) {
        if (!ABSOLUTE.matcher(text).matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is no absolute URI");
        }
        UriTemplate template = new UriTemplate(text);
        Matcher variable = VARIABLE.matcher(text);
        int end = 0;
        while (variable.find()) {
            template.literals.add(text.substring(end, variable.start()));
            template.addName(variable.group(1));
            end = variable.end();
        }
        template.literals.add(text.substring(end));
        template.requireClearEnds();
        return template;
    }

    private void addName(String name) {
        if (!VARIABLE_NAME.matcher(name).matches() || names.contains(name)) {
            throw new IllegalArgumentException("the variables of \"" + text + "\" must be different plain names");
        }
        names.add(name);
    }

    private void requireClearEnds() {
        for (int index = 1; index < literals.size(); index++) {
            String after = literals.get(index);
            boolean last = index == literals.size() - 1;
            if (after.isEmpty() ? !last : RESERVED.indexOf(after.charAt(0)) < 0) {
                throw new IllegalArgumentException(
                        "{" + names.get(index - 1) + "} in \"" + text + "\" must be followed by one of " + RESERVED);
            }
        }
        if (literals.stream().anyMatch(literal -> literal.indexOf('{') >= 0 || literal.indexOf('}') >= 0)) {
            throw new IllegalArgumentException("the braces of \"" + text + "\" do not match");
        }
    }

    /** In the order of the template; none if it is a plain URI. */
    List<String> names() {
        return List.copyOf(names);
    }

    String text() {
        return text;
    }

    /** Equal for two templates that match the same URIs. */
    String form() {
        return VARIABLE.matcher(text).replaceAll("{}");
    }

    /** @return the decoded value of each variable, or empty if the URI does not match */
    Optional<Map<String, String>> match(String uri) {
        Map<String, String> values = new LinkedHashMap<>();
        if (!uri.startsWith(literals.getFirst())) {
            return Optional.empty();
        }
        int position = literals.getFirst().length();
        for (int index = 0; index < names.size(); index++) {
            int end = endOfValue(uri, position);
            String value = decoded(uri.substring(position, end));
            String after = literals.get(index + 1);
            if (value == null || value.isEmpty() || !uri.startsWith(after, end)) {
                return Optional.empty();
            }
            values.put(names.get(index), value);
            position = end + after.length();
        }
        return position == uri.length() ? Optional.of(values) : Optional.empty();
    }

    private static int endOfValue(String uri, int start) {
        int end = start;
        while (end < uri.length() && RESERVED.indexOf(uri.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    /** @return null if the text is not percent-encoded UTF-8 */
    private static @Nullable String decoded(String encoded) {
        if (encoded.indexOf('%') < 0) {
            return encoded;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
        byte[] source = encoded.getBytes(StandardCharsets.UTF_8);
        for (int index = 0; index < source.length; index++) {
            if (source[index] != '%') {
                bytes.write(source[index]);
            } else if (index + 2 < source.length && isHex(source[index + 1]) && isHex(source[index + 2])) {
                bytes.write(HexFormat.fromHexDigit(source[index + 1]) << 4 | HexFormat.fromHexDigit(source[index + 2]));
                index += 2;
            } else {
                return null;
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return null;
        }
    }

    private static boolean isHex(byte digit) {
        return HexFormat.isHexDigit(digit);
    }
}
