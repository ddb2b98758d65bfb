package dev.sdpmcp.audit.row;

import dev.sdpmcp.text.Excerpt;
import org.jspecify.annotations.Nullable;

/**
 * Text that both databases keep exactly as it is: not longer than its column, without the character that PostgreSQL
 * has no room for (U+0000) and without halves of surrogate pairs, which UTF-8 cannot say. Otherwise the hash of a row
 * would differ when it is read again.
 */
final class BoundedText {

    private static final char REPLACEMENT = '\uFFFD';

    private BoundedText() {}

    static @Nullable String ofNullable(@Nullable String text, int longest) {
        return text == null ? null : of(text, longest);
    }

    static String of(String text, int longest) {
        String cut = Excerpt.start(text, longest);
        return isExact(cut) ? cut : repaired(cut);
    }

    private static boolean isExact(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }

    private static String repaired(String text) {
        StringBuilder exact = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                exact.append(c).append(text.charAt(++i));
            } else {
                exact.append(c == 0 || Character.isSurrogate(c) ? REPLACEMENT : c);
            }
        }
        return exact.toString();
    }
}
