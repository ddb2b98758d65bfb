package dev.sdpmcp.desk.text;

import dev.sdpmcp.text.Excerpt;

/** The text that people do not see, until it is written as a remark: bounded, and nothing if it has no words. Not thread-safe. */
final class HiddenText {

    static final String NAME = "hidden text";

    private static final int MAX_LENGTH = 300;
    private static final int MAX_REMARKS = 5;

    private final StringBuilder words = new StringBuilder();
    private int remarks;
    private boolean cut;

    void add(String text) {
        if (words.length() > MAX_LENGTH) {
            cut |= !text.isBlank();
            return;
        }
        for (int i = 0; i < text.length() && words.length() <= MAX_LENGTH; i++) {
            boolean blank = ShownCharacters.isBlank(text.charAt(i));
            if (!blank) {
                words.append(text.charAt(i));
            } else if (!words.isEmpty() && words.charAt(words.length() - 1) != ' ') {
                words.append(' ');
            }
        }
    }

    /** Ends a word, as the border of an element does. */
    void blank() {
        add(" ");
    }

    boolean isEmpty() {
        return words.isEmpty();
    }

    /** What was hidden since the last time; empty if that are no words, or there were enough of them. */
    String take() {
        boolean any = words.chars().anyMatch(Character::isLetterOrDigit);
        String taken = words.length() > MAX_LENGTH || cut
                ? Excerpt.start(words.toString(), MAX_LENGTH) + " ..."
                : words.toString();
        words.setLength(0);
        cut = false;
        return any && remarks++ < MAX_REMARKS ? taken.strip() : "";
    }
}
