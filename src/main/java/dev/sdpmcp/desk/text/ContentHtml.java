package dev.sdpmcp.desk.text;

import dev.sdpmcp.text.Excerpt;
import org.owasp.html.HtmlSanitizer;

/**
 * HTML that came from mails and editors, as Markdown: without scripts, styles and images, with links, lists and tables. What a
 * browser shows as text stays text, links lead to web pages and mail addresses only. The beginning of text that people do not see
 * is given as a {@link Remark}.
 *
 * <p>Time and memory grow with the HTML and not with what is nested in it; the Markdown is at most twice as long as the HTML
 * and {@value LengthBudget#CONSTANT} characters. All methods throw {@link java.util.concurrent.CancellationException} soon
 * after their thread is interrupted. Thread-safe.
 */
public final class ContentHtml {

    /** Longer HTML is cut before it is parsed. */
    static final int MAX_CHARACTERS = 500_000;

    private ContentHtml() {}

    /** The whole content. */
    public static String toMarkdown(String html) {
        return withCut(html, written(html, false).markdown());
    }

    /** The content without the earlier mails that are quoted in it, unless there is nothing else. */
    public static String toMarkdownWithoutQuotes(String html) {
        MarkdownWriter own = written(html, true);
        String text = QuotedMail.cut(own.markdown());
        if (text.isBlank()) {
            return toMarkdown(html);
        }
        boolean marked = own.hadQuotation() && !text.endsWith(QuotedMail.MARK);
        return withCut(html, marked ? text + "\n\n" + QuotedMail.MARK : text);
    }

    /** Its words alone, one blank apart, to compare texts whatever form they have. */
    public static String toWords(String html) {
        LengthBudget budget = new LengthBudget();
        PlainWords words = new PlainWords();
        HtmlSanitizer.sanitize(bounded(html), words, balanced -> new NestingLimit(balanced, budget, new StyleRules()));
        return words.toString();
    }

    private static MarkdownWriter written(String html, boolean withoutQuotations) {
        LengthBudget budget = new LengthBudget();
        String read = bounded(html);
        StyleRules styles = StyleSheets.of(read);
        MarkdownWriter writer = new MarkdownWriter(budget, styles, withoutQuotations);
        HtmlSanitizer.sanitize(read, writer, balanced -> new NestingLimit(balanced, budget, styles));
        return writer;
    }

    private static String bounded(String html) {
        return withoutRemnants(Excerpt.start(html, MAX_CHARACTERS));
    }

    private static String withCut(String html, String markdown) {
        return html.length() <= MAX_CHARACTERS
                ? markdown
                : markdown + "\n\n" + Remark.of("cut here: the HTML is longer than " + MAX_CHARACTERS + " characters");
    }

    /** What careless exports leave: CDATA marks, plain or escaped, and line ends in plain text. */
    private static String withoutRemnants(String html) {
        String text = html;
        if (html.contains("![CDATA[")) {
            text = html.replace("<![CDATA[", "")
                    .replace("&lt;![CDATA[", "")
                    .replace("]]>", "")
                    .replace("]]&gt;", "");
        }
        return text.contains("<") ? text : text.replace("\n", "<br>");
    }
}
