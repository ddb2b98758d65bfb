package dev.sdpmcp.desk.text;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * HTML that was written where Markdown is expected: text with a pair of tags that make blocks. Its tags must all be among
 * those that people write texts with, or the text is about HTML and stays as it is. Stateless.
 */
final class WrittenHtml {

    private static final Set<String> BLOCKS =
            Set.of("p", "div", "ul", "ol", "pre", "blockquote", "table", "h1", "h2", "h3", "h4", "h5", "h6");
    private static final Set<String> OTHERS = Set.of(
            "li", "tr", "td", "th", "thead", "tbody", "b", "strong", "i", "em", "u", "s", "del", "strike", "code", "br",
            "hr", "a", "span", "font", "html", "body");

    /** Whatever a browser takes for one, {@code <YourPassword>} and {@code <kari@example.org>} included. */
    private static final Pattern TAG = Pattern.compile("<(/?)([A-Za-z][^\\s<>]*+)[^<>]*+>");

    private static final Pattern CODE = Pattern.compile("(?<![\\p{L}\\p{N}`])(``?)([^`\n]++)\\1(?!`)");
    private static final Pattern LINE_BREAK = Pattern.compile("(?<![>\\s])[ \\t]*+\\n(?=[ \\t]*+[^<\\s])");

    private static final Pattern INLINE_PAIR = Pattern.compile(
            "<(b|strong|i|em|s|del|strike|code|kbd|tt|a|u|span|font)(?:\\s[^<>]{0,200})?>[^<]{1,2000}</\\1>",
            Pattern.CASE_INSENSITIVE);

    private WrittenHtml() {}

    /** The text as Markdown: converted if it is HTML, else as it is. */
    static String asMarkdown(String text) {
        return isHtml(withoutCode(text)) ? ContentHtml.toMarkdown(withLineBreaks(withCode(text))) : text;
    }

    /** Whether a text has a pair of tags that are understood. */
    static boolean hasTags(String text) {
        String tags = withoutCode(text);
        return isHtml(tags) || INLINE_PAIR.matcher(tags).find();
    }

    private static String withoutCode(String text) {
        return CODE.matcher(text).replaceAll("x");
    }

    /** Code in ticks, as elements. */
    private static String withCode(String text) {
        return CODE.matcher(text)
                .replaceAll(code -> Matcher.quoteReplacement(
                        "<code>" + code.group(2).replace("&", "&amp;").replace("<", "&lt;") + "</code>"));
    }

    /** Whether a block is opened and closed, and all tags are known. */
    private static boolean isHtml(String text) {
        if (text.indexOf("</") < 0 || text.contains("```")) {
            return false;
        }
        boolean opened = false;
        boolean closed = false;
        Matcher tag = TAG.matcher(text);
        while (tag.find()) {
            Cancellation.check();
            String name = tag.group(2).toLowerCase(Locale.ROOT).replaceFirst("/$", "");
            if (!BLOCKS.contains(name) && !OTHERS.contains(name)) {
                return false;
            }
            boolean block = BLOCKS.contains(name);
            opened |= block && tag.group(1).isEmpty();
            closed |= block && opened && !tag.group(1).isEmpty();
        }
        return closed;
    }

    /** Lines of text stay lines, unlike in HTML. */
    private static String withLineBreaks(String html) {
        return html.contains("<pre") ? html : LINE_BREAK.matcher(html).replaceAll("<br>\n");
    }
}
