package dev.sdpmcp.desk.text;

import org.commonmark.text.Characters;

/**
 * Where stars, underscores and tildes are emphasis. Both directions follow these rules: text of IT is full of these characters
 * ({@code CORP\_svc}, {@code *.log}, {@code __init__.py}), so that they are marks only where nothing else can be meant. What
 * is a mark here is one in CommonMark too. Stateless.
 */
final class MarkRules {

    private static final int MAX_STARS = 3;

    private static final String BEFORE_OPENING = "([{\u201c\u2018\u201e\u00ab\u00bb\u00bf\u00a1*_~";
    private static final String AFTER_OPENING = "([\"\u201c\u2018\u201e\u00ab\u00bb`*_~";
    private static final String BEHIND_CLOSING = ".,;:!?)\u201c\u201d\u2019\u00ab\u00bb\u2026\u2013\u2014-<|*_~";
    private static final String NEVER_BESIDE = "/\\";

    private MarkRules() {}

    /** What a run of one character may do. */
    record Run(boolean opens, boolean closes) {

        static final Run NOTHING = new Run(false, false);

        boolean isMark() {
            return opens || closes;
        }
    }

    /** What the run from {@code start} to {@code end} may do. */
    static Run run(CharSequence text, int start, int end) {
        return run(text.charAt(start), end - start, before(text, start), at(text, end), after(text, end));
    }

    /**
     * What a run may do: nothing if CommonMark would see more in it.
     *
     * @param before code point before the run, 0 for none; behind it are {@code after} and {@code second}
     */
    static Run run(char mark, int length, int before, int after, int second) {
        boolean left = !isBlank(after) && (!isPunctuation(after) || isBlank(before) || isPunctuation(before));
        boolean right = !isBlank(before) && (!isPunctuation(before) || isBlank(after) || isPunctuation(after));
        boolean opens = left && (mark != '_' || !right || isPunctuation(before));
        boolean closes = right && (mark != '_' || !left || isPunctuation(after));
        boolean more =
                (opens && !mayOpen(length, before, after)) || (closes && !mayClose(length, before, after, second));
        return more || !isLength(mark, length) ? Run.NOTHING : new Run(opens, closes);
    }

    private static boolean mayOpen(int length, int before, int after) {
        if (isWord(before) || isIn(NEVER_BESIDE, before)) {
            return false;
        }
        return length > 1
                || ((isBlank(before) || isIn(BEFORE_OPENING, before) || isUnspaced(before))
                        && (Character.isLetterOrDigit(after) || isIn(AFTER_OPENING, after)));
    }

    private static boolean mayClose(int length, int before, int after, int second) {
        if (isIn(NEVER_BESIDE, before)) {
            return false;
        }
        return length > 1
                || isBlank(after)
                || isUnspaced(after)
                || (Character.isLetterOrDigit(before) && isIn(BEHIND_CLOSING, after) && !isWord(second));
    }

    private static boolean isPunctuation(int codePoint) {
        return codePoint != 0 && Characters.isPunctuationCodePoint(codePoint);
    }

    /** Whether the code point is part of a word in a script that puts blanks between words. */
    static boolean isWord(int codePoint) {
        return Character.isLetterOrDigit(codePoint) && !isUnspaced(codePoint);
    }

    private static boolean isUnspaced(int codePoint) {
        if (codePoint < 0x0e00) {
            return false;
        }
        return switch (Character.UnicodeScript.of(codePoint)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL, THAI, LAO, KHMER, MYANMAR -> true;
            default -> false;
        };
    }

    /** Two underscores are a name in Python and C more often than they are emphasis. */
    private static boolean isLength(char mark, int length) {
        return switch (mark) {
            case '*' -> length <= MAX_STARS;
            case '_' -> length == 1;
            default -> length == 2;
        };
    }

    private static boolean isBlank(int codePoint) {
        return codePoint == 0 || Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint);
    }

    private static boolean isIn(String characters, int codePoint) {
        return codePoint != 0 && characters.indexOf(codePoint) >= 0;
    }

    private static int before(CharSequence text, int at) {
        return at == 0 ? 0 : Character.codePointBefore(text, at);
    }

    private static int at(CharSequence text, int at) {
        return at >= text.length() ? 0 : Character.codePointAt(text, at);
    }

    private static int after(CharSequence text, int at) {
        return at >= text.length() ? 0 : at(text, at + Character.charCount(at(text, at)));
    }
}
