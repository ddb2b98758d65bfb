package dev.sdpmcp.desk.text;

/** Text of bounded length that says so where it was cut. Stateless. */
public final class Excerpt {

    private Excerpt() {}

    /** At most about that many characters; the end states what was left out. */
    public static String of(String text, int mostCharacters) {
        if (text.length() <= mostCharacters) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(mostCharacters - 1)) ? mostCharacters - 1 : mostCharacters;
        return text.substring(0, end).stripTrailing() + "\n\n"
                + Remark.of("cut here: " + (text.length() - end) + " of " + text.length() + " characters left out");
    }
}
