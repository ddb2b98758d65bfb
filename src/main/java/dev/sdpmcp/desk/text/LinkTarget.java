package dev.sdpmcp.desk.text;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The targets that links may have: web pages and mail addresses, encoded so that nothing ends them early. Stateless. */
final class LinkTarget {

    private static final List<String> SCHEMES = List.of("https:", "http:", "mailto:");
    private static final String UNENCODED = "-._~:/?#@!$&+,=%";

    private LinkTarget() {}

    /** @return null if the scheme is none of http, https and mailto */
    static @Nullable String of(String address) {
        String target = withoutBlanks(address);
        String start = target.substring(0, Math.min(target.length(), 8)).toLowerCase(Locale.ROOT);
        for (String scheme : SCHEMES) {
            if (start.startsWith(scheme) && target.length() > scheme.length()) {
                return encoded(target);
            }
        }
        return null;
    }

    /** The target of a link of HTML; null if it has none of these. */
    static @Nullable String ofElement(List<String> attributes) {
        String address = Elements.attribute(attributes, "href");
        return address == null ? null : of(address);
    }

    /** The same for web pages alone. */
    static @Nullable String ofPage(String address) {
        return address.regionMatches(true, 0, "mailto:", 0, "mailto:".length()) ? null : of(address);
    }

    /** As browsers read them: without blanks at the ends, and without line breaks and tabs anywhere. */
    private static String withoutBlanks(String address) {
        StringBuilder kept = new StringBuilder(address.length());
        for (int i = 0; i < address.length(); i++) {
            char character = address.charAt(i);
            if (character > ' ' || (character == ' ' && !kept.isEmpty())) {
                kept.append(character);
            }
        }
        return kept.toString().stripTrailing();
    }

    /** A semicolon is encoded only where Markdown would take it for the end of a character reference. */
    private static String encoded(String target) {
        StringBuilder encoded = new StringBuilder(target.length() + 16);
        boolean reference = false;
        for (int i = 0; i < target.length(); i++) {
            char character = target.charAt(i);
            boolean ends = reference && character == ';';
            reference = character == '&' || (reference && (character == '#' || Character.isLetterOrDigit(character)));
            if (isPlain(character) || (character == ';' && !ends)) {
                encoded.append(character);
            } else {
                int codePoint = target.codePointAt(i);
                i += Character.charCount(codePoint) - 1;
                for (byte octet : Character.toString(codePoint).getBytes(StandardCharsets.UTF_8)) {
                    encoded.append('%')
                            .append(Character.toUpperCase(Character.forDigit((octet >> 4) & 15, 16)))
                            .append(Character.toUpperCase(Character.forDigit(octet & 15, 16)));
                }
            }
        }
        return encoded.toString();
    }

    private static boolean isPlain(char character) {
        return character < 128
                ? Character.isLetterOrDigit(character) || UNENCODED.indexOf(character) >= 0
                : Character.isLetterOrDigit(character);
    }
}
