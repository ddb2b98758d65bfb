package dev.sdpmcp.desk.text;

import java.util.List;
import java.util.Set;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Block;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * Parses CommonMark with the tables and the strikethrough of GitHub, where marks count only if they are evidently meant
 * ({@link ProseBlocks}, {@link ProseMarks}, {@link WebLinks}). Stateless.
 */
final class ProseParser {

    /** Quotations, lists and their items inside each other; deeper marks are text. */
    static final int MAX_BLOCK_DEPTH = 40;

    /** Emphasis and links inside each other. */
    private static final int MAX_INLINE_DEPTH = 40;

    private static final Extension STRIKETHROUGH =
            StrikethroughExtension.builder().requireTwoTildes(true).build();
    private static final Extension TABLES = TablesExtension.create();

    /** The extensions that the renderer needs too. */
    static final List<Extension> EXTENSIONS = List.of(STRIKETHROUGH, TABLES);

    private ProseParser() {}

    /** The document, with blocks of indented lines and of HTML, which are to be looked at. */
    static Node parsed(String markdown) {
        return parsed(markdown, Set.of(HtmlBlock.class, IndentedCodeBlock.class));
    }

    /** The document without such blocks: these lines are paragraphs. */
    static Node withoutCodeAndHtml(String markdown) {
        return parsed(markdown, Set.of());
    }

    private static Node parsed(String markdown, Set<Class<? extends Block>> blocks) {
        try {
            return parsed(markdown, blocks, EXTENSIONS);
        } catch (InlineLimit.TooMany cells) {
            // A table has all columns in each row, so that a short text can be one of millions of cells.
            return parsed(markdown, blocks, List.of(STRIKETHROUGH));
        }
    }

    private static Node parsed(String markdown, Set<Class<? extends Block>> blocks, List<Extension> extensions) {
        WebLinks links = new WebLinks();
        Parser.Builder parser = Parser.builder()
                .extensions(extensions)
                .enabledBlockTypes(blocks)
                .maxOpenBlockParsers(MAX_BLOCK_DEPTH)
                .maxInlineNesting(MAX_INLINE_DEPTH)
                .includeSourceSpans(IncludeSourceSpans.BLOCKS)
                .linkProcessor(links)
                .inlineParserFactory(new InlineLimit(markdown.length()));
        ProseBlocks.factories(markdown).forEach(parser::customBlockParserFactory);
        ProseMarks.parsers().forEach(parser::customInlineContentParserFactory);
        Node document = parser.build().parse(markdown);
        Nodes.blocks(document, LinkReferenceDefinition.class).stream()
                .filter(definition -> !links.isUsed(definition))
                .forEach(definition -> showDefinition(definition, markdown));
        return document;
    }

    /** {@code [INFO]: started} is a line of a log unless something refers to it. */
    private static void showDefinition(LinkReferenceDefinition definition, String markdown) {
        Paragraph paragraph = new Paragraph();
        for (SourceSpan line : definition.getSourceSpans()) {
            if (paragraph.getFirstChild() != null) {
                paragraph.appendChild(new SoftLineBreak());
            }
            int start = line.getInputIndex();
            paragraph.appendChild(new Text(markdown.substring(start, start + line.getLength())));
        }
        paragraph.setSourceSpans(definition.getSourceSpans());
        definition.insertBefore(paragraph);
        definition.unlink();
        if (paragraph.getPrevious() instanceof Paragraph before && follows(before, paragraph)) {
            join(before, paragraph);
            paragraph = before;
        }
        if (paragraph.getNext() instanceof Paragraph next && follows(paragraph, next)) {
            join(paragraph, next);
        }
    }

    private static boolean follows(Node one, Node next) {
        return !one.getSourceSpans().isEmpty()
                && !next.getSourceSpans().isEmpty()
                && one.getSourceSpans().getLast().getLineIndex() + 1
                        == next.getSourceSpans().getFirst().getLineIndex();
    }

    private static void join(Paragraph one, Paragraph next) {
        one.appendChild(new SoftLineBreak());
        Nodes.moveChildren(next, one);
        next.getSourceSpans().forEach(one::addSourceSpan);
        next.unlink();
    }
}
