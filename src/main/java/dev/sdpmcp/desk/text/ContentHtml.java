package dev.sdpmcp.desk.text;

import com.vladsch.flexmark.html2md.converter.FlexmarkHtmlConverter;
import com.vladsch.flexmark.util.data.MutableDataSet;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jsoup.safety.Cleaner;
import org.jsoup.safety.Safelist;

/**
 * HTML that came from mails and editors, as Markdown: without scripts, styles and tracking, with links, lists and tables.
 * Thread-safe.
 */
public final class ContentHtml {

    /** Longer HTML is cut before it is parsed; parsing costs a multiple of it. */
    static final int MOST_CHARACTERS = 500_000;

    private static final FlexmarkHtmlConverter CONVERTER = FlexmarkHtmlConverter.builder(new MutableDataSet()
                    .set(FlexmarkHtmlConverter.OUTPUT_ATTRIBUTES_ID, false)
                    .set(FlexmarkHtmlConverter.SETEXT_HEADINGS, false)
                    .set(FlexmarkHtmlConverter.TYPOGRAPHIC_QUOTES, false)
                    .set(FlexmarkHtmlConverter.TYPOGRAPHIC_SMARTS, false)
                    .set(FlexmarkHtmlConverter.SKIP_CHAR_ESCAPE, true)
                    .set(FlexmarkHtmlConverter.MAX_BLANK_LINES, 1)
                    .set(FlexmarkHtmlConverter.MAX_TRAILING_BLANK_LINES, 0)
                    .set(FlexmarkHtmlConverter.BR_AS_EXTRA_BLANK_LINES, false))
            .build();

    private ContentHtml() {}

    /** The whole content. */
    public static String toMarkdown(String html) {
        return markdown(parsed(html));
    }

    /** The content without the earlier mails that are quoted in it, unless there is nothing else. */
    public static String toMarkdownWithoutQuotes(String html) {
        Document whole = parsed(html);
        Document own = whole.clone();
        boolean hadQuotes = QuotedMail.removeFrom(own);
        String text = QuotedMail.cut(markdown(own));
        if (text.isBlank()) {
            return markdown(whole);
        }
        return hadQuotes && !text.endsWith(QuotedMail.MARK) ? text + "\n\n" + QuotedMail.MARK : text;
    }

    private static Document parsed(String html) {
        String bounded = html.length() <= MOST_CHARACTERS ? html : html.substring(0, MOST_CHARACTERS);
        Document dirty = Jsoup.parse(withoutRemnants(bounded));
        for (Element image : dirty.select("img")) {
            String alternative = image.attr("alt").strip();
            image.replaceWith(new TextNode(alternative.isEmpty() ? "[image]" : "[image: " + alternative + "]"));
        }
        Document clean = new Cleaner(Safelist.relaxed().removeTags("img").addAttributes("div", "class")).clean(dirty);
        if (html.length() > MOST_CHARACTERS) {
            clean.body()
                    .appendElement("p")
                    .text("[cut here: the HTML is longer than " + MOST_CHARACTERS + " characters]");
        }
        return clean;
    }

    /** What careless exports leave: CDATA marks, plain or escaped, and line ends in plain text. */
    private static String withoutRemnants(String html) {
        String text = html.replace("<![CDATA[", "")
                .replace("&lt;![CDATA[", "")
                .replace("]]>", "")
                .replace("]]&gt;", "");
        return text.contains("<") ? text : text.replace("\n", "<br>");
    }

    private static String markdown(Document document) {
        return CONVERTER
                .convert(document.body().html())
                .replace('\u00a0', ' ')
                .replaceAll("(?<=\\S)(\\*\\*?) (?=[,.;:!?])", "$1") // the converter puts a space where none was
                .replaceAll("(?m)^\\s*<br ?/?>\\s*$", "")
                .replaceAll("[ \\t]+(?=\\n)", "")
                .replaceAll("\\n{3,}", "\n\n")
                .strip();
    }
}
