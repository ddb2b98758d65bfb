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

    private static final Map<String, Integer> NAMES = Map.ofEntries(
            Map.entry("white", WHITE),
            Map.entry("black", 0),
            Map.entry("snow", 0xfffafa),
            Map.entry("ivory", 0xfffff0),
            Map.entry("ghostwhite", 0xf8f8ff),
            Map.entry("whitesmoke", 0xf5f5f5),
            Map.entry("red", 0xff0000),
            Map.entry("transparent", TRANSPARENT));

    private static final Pattern HEX = Pattern.compile("#([0-9a-f]{3,8})");
    private static final String NUMBER = "([0-9.]{1,8}+%?)";
    private static final Pattern NUMBERS = Pattern.compile("(rgb|hsl)a?\\(\\s*" + NUMBER + "(?:deg)?[\\s,]+" + NUMBER
            + "[\\s,]+" + NUMBER + "(?:\\s*[,/]\\s*" + NUMBER + ")?\\s*\\)");
    private static final Pattern FIRST_WORD = Pattern.compile("(?:rgb|hsl)a?\\([^)]*\\)|[a-z]+|#[0-9a-f]+");

    /** What is painted with less can hardly be seen; 1 is all. */
    private static final double MIN_ALPHA = 0.05;

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
                : word.endsWith(")") ? numbers(word) : NAMES.getOrDefault(word, UNKNOWN);
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
        if (digits.length() == 8 && Integer.parseInt(digits.substring(6), 16) < MIN_ALPHA * 255) {
            return TRANSPARENT;
        }
        return digits.length() < 6 ? UNKNOWN : Integer.parseInt(digits.substring(0, 6), 16);
    }

    private static int numbers(String word) {
        Matcher parts = NUMBERS.matcher(word);
        if (!parts.matches()) {
            return UNKNOWN;
        }
        if (parts.group(5) != null && number(parts.group(5), 1) < MIN_ALPHA) {
            return TRANSPARENT;
        }
        if (parts.group(1).equals("hsl")) {
            double light = number(parts.group(4), 1);
            return light > 1 - MIN_ALPHA ? WHITE : light < MIN_ALPHA ? 0 : UNKNOWN;
        }
        return (channel(parts.group(2)) << 16) | (channel(parts.group(3)) << 8) | channel(parts.group(4));
    }

    private static int channel(String number) {
        return (int) Math.min(255, number(number, 255));
    }

    /** @param whole what 100 % are */
    private static double number(String number, double whole) {
        String digits = number.replace("%", "");
        double value = digits.matches("[0-9]*\\.?[0-9]+") ? Double.parseDouble(digits) : 0;
        return number.endsWith("%") ? value * whole / 100 : value;
    }

    /** The same for what is behind letters, where nothing painted changes nothing. */
    static int behind(@Nullable String value, int before) {
        int colour = of(value, before);
        return colour == TRANSPARENT ? before : colour;
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
