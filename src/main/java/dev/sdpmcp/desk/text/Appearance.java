package dev.sdpmcp.desk.text;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether people see the text of an element in a browser, as far as its styles and those around it tell. Immutable.
 *
 * @param gone whether nothing in it can be seen
 * @param invisible whether it is laid out and not painted; elements inside can change that, and the next three
 * @param tiny whether its letters are too small to be seen
 * @param colour of its letters
 * @param background what is behind it
 */
record Appearance(boolean gone, boolean invisible, boolean tiny, int colour, int background) {

    /** The page: white, with letters of a colour that it does not tell. */
    static final Appearance PAGE = new Appearance(false, false, false, Colour.UNKNOWN, Colour.WHITE);

    /** A place whose background is not known. */
    static final Appearance ANYWHERE = new Appearance(false, false, false, Colour.UNKNOWN, Colour.UNKNOWN);

    /** Smaller ones, in pixels or points, cannot be read. */
    private static final double MIN_FONT = 1.01;

    private static final double MIN_OPACITY = 0.05;

    /** So many pixels outside, nothing of a text is on the page. */
    private static final double OUTSIDE = -500;

    /** And so many on the other side. */
    private static final double FAR = 5_000;

    private static final double PAGE_WIDTH = 800;
    private static final double FONT = 16;

    private static final Pattern LENGTH =
            Pattern.compile("(-?[0-9]{0,9}\\.?[0-9]{1,9})\\s*(px|pt|em|rem|ex|ch|vw|vh|cm|mm|in|%|)");
    private static final Pattern SHORTHAND_SIZE = Pattern.compile("(?:^|\\s)([0-9.]{1,9}(?:px|pt|em|rem|%)?)(?=/|\\s)");
    private static final Pattern RELATIVE_SIZE = Pattern.compile("(?<!r)em$|%$|ex$|ch$|smaller|larger");
    private static final Pattern MARGIN = Pattern.compile("\\s+");
    private static final Pattern NO_SIZE = Pattern.compile(
            "scale[xy3d]{0,3}\\(0(?:\\.0[0-9]*+)?+\\s*+[,)]|translate[xy3d]{0,3}\\(-[0-9]{4}|rect\\([01]|inset\\((?:50|100)%|circle\\(0|opacity\\(0(?:%|\\)|\\.0)");

    /** Whether people see nothing of its text. */
    boolean isHidden() {
        return gone || invisible || tiny || Colour.isSame(colour, background);
    }

    /** An element inside of this one. */
    Appearance inside(Map<String, String> style) {
        if (style.isEmpty()) {
            return this;
        }
        String visibility = style.getOrDefault("visibility", "");
        return new Appearance(
                gone || isGone(style),
                (visibility.isEmpty() || visibility.equals("inherit")) ? invisible : !visibility.equals("visible"),
                isTiny(style),
                Colour.of(style.get("color"), colour),
                behind(style));
    }

    private int behind(Map<String, String> style) {
        if (!style.getOrDefault("background-image", "none").equals("none")) {
            return Colour.UNKNOWN;
        }
        return Colour.behind(style.get("background-color"), Colour.behind(style.get("background"), background));
    }

    private static boolean isGone(Map<String, String> style) {
        boolean cut = style.getOrDefault("overflow", "").matches("hidden|clip");
        return style.getOrDefault("display", "").equals("none")
                || pixels(style.get("opacity"), 1, 1) < MIN_OPACITY
                || (cut && (isZero(style, "height") || isZero(style, "width")))
                || (cut && pixels(style.get("text-indent"), 0, PAGE_WIDTH) >= PAGE_WIDTH)
                || isOutside(style)
                || NO_SIZE.matcher(style.getOrDefault("transform", "")).find()
                || NO_SIZE.matcher(style.getOrDefault("clip", "")).find()
                || NO_SIZE.matcher(style.getOrDefault("clip-path", "")).find()
                || NO_SIZE.matcher(style.getOrDefault("filter", "")).find();
    }

    private static boolean isZero(Map<String, String> style, String side) {
        return pixels(style.get(side), 100, PAGE_WIDTH) <= 1 || pixels(style.get("max-" + side), 100, PAGE_WIDTH) <= 1;
    }

    private static boolean isOutside(Map<String, String> style) {
        boolean placed = style.getOrDefault("position", "").matches("absolute|fixed|relative");
        return isBefore(style, "text-indent", "margin-left", "margin-top")
                || MARGIN.splitAsStream(style.getOrDefault("margin", ""))
                        .anyMatch(margin -> pixels(margin, 0, PAGE_WIDTH) <= OUTSIDE)
                || (placed && isBefore(style, "left", "top", "right", "bottom"))
                || (placed && pixels(style.get("left"), 0, PAGE_WIDTH) >= FAR)
                || (placed && pixels(style.get("top"), 0, PAGE_WIDTH) >= FAR);
    }

    private static boolean isBefore(Map<String, String> style, String... sides) {
        return Stream.of(sides).anyMatch(side -> pixels(style.get(side), 0, PAGE_WIDTH) <= OUTSIDE);
    }

    /** A size that is relative counts as that of letters of ordinary size, unless they are tiny. */
    private boolean isTiny(Map<String, String> style) {
        String size = style.get("font-size");
        if (size == null) {
            Matcher shorthand = SHORTHAND_SIZE.matcher(style.getOrDefault("font", ""));
            if (!shorthand.find()) {
                return tiny;
            }
            size = shorthand.group(1);
        }
        boolean inherited =
                size.equals("inherit") || (tiny && RELATIVE_SIZE.matcher(size).find());
        return inherited ? tiny : pixels(size, FONT, FONT) < MIN_FONT;
    }

    /** About so many pixels, with so many for 100 %; for an opacity the number. */
    private static double pixels(@Nullable String length, double unknown, double whole) {
        Matcher parts = LENGTH.matcher(length == null ? "" : length);
        if (!parts.matches()) {
            return unknown;
        }
        double number = Double.parseDouble(parts.group(1));
        return switch (parts.group(2)) {
            case "px", "pt", "" -> number;
            case "%" -> number * whole / 100;
            default -> number * FONT;
        };
    }
}
