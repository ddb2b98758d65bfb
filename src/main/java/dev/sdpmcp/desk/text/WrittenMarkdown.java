package dev.sdpmcp.desk.text;

import dev.sdpmcp.text.BlankText;
import dev.sdpmcp.tool.ToolFailure;
import org.commonmark.node.Node;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jspecify.annotations.Nullable;

/**
 * Markdown or plain text that a model wrote, as HTML that is safe to show to people. Text stays as it was written, such as the
 * backslashes and stars of paths and patterns, unless it is evidently Markdown. Simple tags of HTML are understood, others are
 * text; links lead to web pages or mail only, images are links to them.
 *
 * <p>What {@link ContentHtml} reads of the result becomes the same HTML when it is written again.
 *
 * <p>Time and memory grow with the text and not with what is nested in it. All methods throw
 * {@link java.util.concurrent.CancellationException} soon after their thread is interrupted. Thread-safe.
 */
public final class WrittenMarkdown {

    /** Lines without a blank one between; the parser copies a paragraph for each line that it adds. */
    private static final int MAX_LINES_OF_PARAGRAPH = 500;

    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .extensions(ProseParser.EXTENSIONS)
            .escapeHtml(true)
            .softbreak("<br>\n")
            .build();

    private WrittenMarkdown() {}

    public static String toHtml(String written) {
        String markdown = WrittenHtml.asMarkdown(EscapedLineBreaks.read(written));
        Node document = ProseParser.parsed(withParagraphs(markdown));
        Cancellation.check();
        PlainBlocks.in(document);
        SimpleTags.in(document);
        UnclearMarks.in(document);
        LineBreaks.in(document);
        PlainBlocks.tighten(document);
        SafeNodes.in(document);
        return RENDERER.render(document).strip();
    }

    /**
     * The HTML of a text that is to replace another, or to be read by people.
     *
     * @param name what the message calls the text
     * @throws ToolFailure if it shows nothing, such as empty tags
     */
    public static String withContent(String name, String written) {
        String html = toHtml(written);
        if (BlankText.is(ContentHtml.toWords(html))) {
            throw new ToolFailure("Nothing was done. \"" + name + "\" has no text that is shown.");
        }
        return html;
    }

    /** What was done, with a remark if the text was written as HTML. */
    public static String describe(String done, @Nullable String written) {
        return written != null && WrittenHtml.hasTags(written)
                ? done + " (HTML in a text was read as formatting; Markdown is expected)"
                : done;
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
}
