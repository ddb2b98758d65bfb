package dev.sdpmcp.desk.text;

import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * Markdown or plain text that a model wrote, as HTML that is safe to show to people: HTML in it is shown as text, links
 * lead to web pages or mail only, images are links to them.
 *
 * <p>Time and memory grow with the text and not with what is nested in it. All methods throw
 * {@link java.util.concurrent.CancellationException} soon after their thread is interrupted. Thread-safe.
 */
public final class WrittenMarkdown {

    /** Quotations, lists and their items inside each other; deeper marks are text. */
    static final int MAX_BLOCK_DEPTH = 40;

    /** Lines without a blank one between; the parser copies a paragraph for each line that it adds. */
    private static final int MAX_LINES_OF_PARAGRAPH = 500;

    private static final Extension STRIKETHROUGH = StrikethroughExtension.create();
    private static final Extension TABLES = TablesExtension.create();

    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .extensions(List.of(STRIKETHROUGH, TABLES))
            .escapeHtml(true)
            .softbreak("<br>\n")
            .build();

    private WrittenMarkdown() {}

    public static String toHtml(String markdown) {
        String text = withParagraphs(markdown);
        Node document;
        try {
            document = parsed(text, List.of(STRIKETHROUGH, TABLES));
        } catch (InlineLimit.TooMany cells) {
            // A table has all columns in each row, so that a short text can be one of millions of cells.
            document = parsed(text, List.of(STRIKETHROUGH));
        }
        Cancellation.check();
        SafeNodes.in(document);
        return RENDERER.render(document).strip();
    }

    /** With a blank line where a paragraph would have too many. */
    private static String withParagraphs(String markdown) {
        StringBuilder text = new StringBuilder(markdown.length() + 16);
        int lines = 0;
        for (String line : (Iterable<String>) markdown.lines()::iterator) {
            lines = line.isBlank() ? 0 : lines + 1;
            if (lines > MAX_LINES_OF_PARAGRAPH) {
                text.append('\n');
                lines = 1;
            }
            text.append(line).append('\n');
        }
        return text.toString();
    }

    private static Node parsed(String markdown, List<Extension> extensions) {
        InlineLimit limit = new InlineLimit(markdown.length());
        return Parser.builder()
                .extensions(extensions)
                .maxOpenBlockParsers(MAX_BLOCK_DEPTH)
                .inlineParserFactory(limit)
                .build()
                .parse(markdown);
    }
}
