package dev.sdpmcp.desk.text;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Colours of style sheets, as numbers: 0xRRGGBB. Stateless. */
final class Colour {

    static final int UNKNOWN = -1;
    static final int WHITE = 0xffffff;

    /** Nothing is painted. */
    private static final int TRANSPARENT = -2;

    /** Colours that differ by less look the same: the sum over red, green and blue, of 255 each. */
    private static final int SAME = 30;

    private static final Map<String, Integer> NAMES = Map.of(
            "white",
            WHITE,
            "black",
            0,
            "snow",
            0xfffafa,
            "ivory",
            0xfffff0,
            "ghostwhite",
            0xf8f8ff,
            "whitesmoke",
            0xf5f5f5,
            "red",
            0xff0000,
            "transparent",
            TRANSPARENT);

    private static final Pattern HEX = Pattern.compile("#([0-9a-f]{3,8})");
    private static final Pattern NUMBERS = Pattern.compile(
            "rgba?\\(\\s*([0-9]{1,3})[\\s,]+([0-9]{1,3})[\\s,]+([0-9]{1,3})(?:\\s*[,/]\\s*([0-9.]{1,6})%?)?\\s*\\)");
    private static final Pattern FIRST_WORD = Pattern.compile("[a-z]+|#[0-9a-f]+|rgba?\\([^)]*\\)");

    private Colour() {}

    /**
     * The colour that a value names, the first one of a shorthand.
     *
     * @param before what it was, for values that change nothing
     */
    static int of(@Nullable String value, int before) {
        if (value == null) {
            return before;
        }
        Matcher first = FIRST_WORD.matcher(value);
        if (!first.lookingAt() || value.contains("url(") || value.contains("gradient")) {
            return UNKNOWN;
        }
        String word = first.group();
        if (word.matches("inherit|initial|unset|none|currentcolor")) {
            return before;
        }
        return word.startsWith("#")
                ? hex(word)
                : word.startsWith("rgb") ? numbers(word) : NAMES.getOrDefault(word, UNKNOWN);
    }

    private static int hex(String word) {
        Matcher hex = HEX.matcher(word);
        if (!hex.matches()) {
            return UNKNOWN;
        }
        String digits = hex.group(1);
        if (digits.length() < 6) {
            digits = digits.replaceAll("(.)", "$1$1");
        }
        if (digits.length() == 8 && digits.startsWith("00", 6)) {
            return TRANSPARENT;
        }
        return digits.length() < 6 ? UNKNOWN : Integer.parseInt(digits.substring(0, 6), 16);
    }

    private static int numbers(String word) {
        Matcher parts = NUMBERS.matcher(word);
        if (!parts.matches()) {
            return UNKNOWN;
        }
        if (parts.group(4) != null && parts.group(4).matches("[0.]*+")) {
            return TRANSPARENT;
        }
        return (channel(parts.group(1)) << 16) | (channel(parts.group(2)) << 8) | channel(parts.group(3));
    }

    private static int channel(String number) {
        return Math.min(255, Integer.parseInt(number));
    }

    /** Whether letters of the one colour cannot be seen on the other. */
    static boolean isSame(int letters, int background) {
        if (letters < 0 || background < 0) {
            return letters == TRANSPARENT;
        }
        int difference = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            difference += Math.abs(((letters >> shift) & 255) - ((background >> shift) & 255));
        }
        return difference < SAME;
    }
}
