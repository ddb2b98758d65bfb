package dev.sdpmcp.text;

/** The start of a text, of bounded length. Never ends within a surrogate pair. Stateless. */
public final class Excerpt {

    private Excerpt() {}

    /** At most that many characters. */
    public static String start(String text, int maxLength) {
        if (text.length() <= maxLength) {
            return text;
        }
        boolean insidePair = maxLength > 0 && Character.isHighSurrogate(text.charAt(maxLength - 1));
        return text.substring(0, insidePair ? maxLength - 1 : maxLength);
    }

    /** The start and an ellipsis; the whole text if it is not longer than the limit. */
    public static String of(String text, int maxLength) {
        return of(text, maxLength, "…");
    }

    /** @param ending follows the start if the text was cut */
    public static String of(String text, int maxLength, String ending) {
        return text.length() <= maxLength ? text : start(text, maxLength) + ending;
    }
}
