package dev.sdpmcp.desk.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Line breaks that a client escaped twice, so that {@code \n} arrives as two characters. They are line breaks where they can
 * be nothing else: the text has no real one, and some stand where Markdown or a sentence needs a line break. Paths such as
 * {@code C:\new\table} and code stay. Stateless.
 */
final class EscapedLineBreaks {

    private static final String BREAK = "(?:\\\\r)?\\\\n";
    private static final String MARK = "(?:[-*+>] |#{1,6} |[0-9]{1,2}[.)] |```|\\| [^|]{0,200}+\\|)";

    /** One before the mark of a block, or two in a row. */
    private static final Pattern EVIDENT =
            Pattern.compile("(?<!\\\\)" + BREAK + "(?:" + MARK + "|" + BREAK + "(?!\\s))");

    /** One between the end of a sentence and a word. A command may have one such, a text has several. */
    private static final Pattern BETWEEN_SENTENCES =
            Pattern.compile("(?<=[\\p{L}\\p{N})][,.!?;])" + BREAK + "(?=\\p{L})");

    /** A drive, a domain in capitals, the begin of a share, or a word with other backslashes in it. */
    private static final String ROOT =
            "(?:\\G|(?<![\\w\\\\]))(?:(?:[A-Za-z]|HK[A-Z]{1,2}|[Ee]nv|[Cc]ert):|[A-Z0-9.-]{2,15}+|\\\\"
                    + "|[^\\s\\\\]{1,100}+(?=(?:\\\\[nrt][^\\s\\\\]{0,100}+){0,5}+\\\\[^nrt\\s\\\\])"
                    + "|[^\\s\\\\]{1,100}+(?=\\\\n[\\w-]{0,100}+\\.[a-z]{2,4}\\b))";

    /** In ticks, in quotes, and expressions between slashes. */
    private static final String CODE =
            "(?<!`)`[^`]++`(?!`)|(?<![\\p{L}\\p{N}])(?:[bfr]?(?:\"[^\"]*+\"|'[^'\\s][^']*+')|/[^/\\s]++/)";

    /** Code, paths and line breaks. */
    private static final Pattern PIECES = Pattern.compile("(?<code>" + CODE + ")"
            + "|(?<path>" + ROOT + "(?:\\\\(?!(?:r\\\\)?n(?:\\\\n|" + MARK + "))[^\\s\\\\]++)++)"
            + "|(?<break>" + BREAK + ")");

    private EscapedLineBreaks() {}

    /** The text with these as line breaks. */
    static String read(String text) {
        String body = text.strip();
        if (body.indexOf("\\n") < 0 || body.indexOf('\n') >= 0 || body.indexOf('\r') >= 0 || !isEvident(body)) {
            return text;
        }
        return PIECES.matcher(body)
                .replaceAll(piece -> piece.group("break") == null ? Matcher.quoteReplacement(piece.group()) : "\n");
    }

    private static boolean isEvident(String text) {
        String withoutPaths = PIECES.matcher(text)
                .replaceAll(piece -> piece.group("break") == null ? "x" : Matcher.quoteReplacement(piece.group()));
        return EVIDENT.matcher(withoutPaths).find()
                || BETWEEN_SENTENCES.matcher(withoutPaths).results().limit(2).count() > 1;
    }
}
