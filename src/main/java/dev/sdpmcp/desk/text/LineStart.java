package dev.sdpmcp.desk.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.parser.SourceLine;

/**
 * The beginnings of lines that make blocks: headings, quotations, lists, rules, rows of dashes below a table. A backslash
 * before one makes text of it, in what is read and in what is written. Stateless.
 */
final class LineStart {

    /** With what it needs behind it to be one. */
    private static final String MARK = "(?:#{1,6}+(?=\\s|$)|>|[-+*](?=\\s|$)|={1,}+(?=\\s*+$)|[-|:](?=[-|: \\t]*+$)"
            + "|~{3,}+|[*_](?=[*_ \\t]*+$)|\\[(?=[^\\]\\\\]*+(?:\\]:|$)))";

    private static final Pattern BLOCK = Pattern.compile("(?:" + MARK + "|([0-9]{1,2}+)[.)](?=\\s|$))");
    private static final Pattern ESCAPED =
            Pattern.compile("(?:\\\\(?=" + MARK + ")|([0-9]{1,9}+)\\\\(?=[.)](?:\\s|$)))");

    private LineStart() {}

    /** The line such that it begins no block; a backslash in it that would be taken for such an escape stays too. */
    static String escaped(String line) {
        Matcher block = BLOCK.matcher(line);
        if (block.lookingAt()) {
            int mark = block.group(1) == null ? 0 : block.end(1);
            return line.substring(0, mark) + '\\' + line.substring(mark);
        }
        Matcher escape = ESCAPED.matcher(line);
        if (escape.lookingAt()) {
            return line.substring(0, escape.end() - 1) + "&#92;" + line.substring(escape.end());
        }
        return line;
    }

    /** The line without the backslash that kept it from beginning a block. */
    static SourceLine unescaped(SourceLine line) {
        CharSequence text = line.getContent();
        Matcher escape = ESCAPED.matcher(text);
        if (!escape.lookingAt()) {
            return line;
        }
        int at = escape.end() - 1;
        return SourceLine.of(
                text.subSequence(0, at).toString() + text.subSequence(at + 1, text.length()), line.getSourceSpan());
    }
}
