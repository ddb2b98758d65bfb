package dev.sdpmcp.desk.text;

/**
 * Bounds Markdown by the HTML that it is made of: {@value #PER_CHARACTER} characters for each character of the source, and
 * {@value #CONSTANT} more. Text is always affordable, since an escape is one character more; markup is left out from the
 * moment on at which the budget does not reach for it. Not thread-safe.
 */
final class LengthBudget {

    static final int PER_CHARACTER = 2;
    static final int CONSTANT = 1_000;

    private long left = CONSTANT;
    private boolean exhausted;

    /** So many more characters of the source were read; fewer, if it is negative. */
    void earn(int sourceCharacters) {
        left += (long) PER_CHARACTER * sourceCharacters;
    }

    /** So many characters of text were written, with their backslashes. */
    void spendOnText(int characters) {
        left -= characters;
    }

    /** Whether so many characters of markup may be written; from the first no on, always no. */
    boolean spendOnMarkup(int characters) {
        if (!exhausted && characters <= left) {
            left -= characters;
            return true;
        }
        exhausted = true;
        return false;
    }

    /** Gives all markup up: what follows is plain text. */
    void exhaust() {
        exhausted = true;
    }

    boolean isExhausted() {
        return exhausted;
    }
}
