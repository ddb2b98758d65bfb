package dev.sdpmcp.desk.text;

import org.commonmark.internal.InlineParserImpl;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.parser.InlineParser;
import org.commonmark.parser.InlineParserContext;
import org.commonmark.parser.InlineParserFactory;
import org.commonmark.parser.SourceLine;
import org.commonmark.parser.SourceLines;

/**
 * Bounds the work on emphasis, links and code in one text. The parser looks for the end of some of them from each place
 * where one may begin, so that its time grows with the square of a paragraph: longer ones are parsed in parts of
 * {@value #MAX_PART} characters, at whose borders no mark is seen. Not thread-safe.
 */
final class InlineLimit implements InlineParserFactory {

    /** Far above the length of ordinary paragraphs. */
    static final int MAX_PART = 2_000;

    private static final int ALWAYS = 1_000;

    /** The text has more paragraphs and cells than its length can tell. */
    static final class TooMany extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooMany() {
            super("too many cells", null, false, false);
        }
    }

    private int left;

    /** @param length characters of the whole text */
    InlineLimit(int length) {
        this.left = ALWAYS + length;
    }

    @Override
    public InlineParser create(InlineParserContext context) {
        // The parser that the library uses by default; it has no other name.
        InlineParser parser = new InlineParserImpl(context);
        return (lines, block) -> parse(parser, lines, block);
    }

    /** @throws TooMany when there are more pieces than the text has characters */
    private void parse(InlineParser parser, SourceLines lines, Node block) {
        Cancellation.check();
        if (--left < 0) {
            throw new TooMany();
        }
        SourceLines part = SourceLines.empty();
        int length = 0;
        for (SourceLine written : lines.getLines()) {
            SourceLine line = block instanceof Paragraph ? LineStart.unescaped(written) : written;
            int end = line.getContent().length();
            for (int start = 0; start == 0 || start < end; start += MAX_PART) {
                SourceLine piece = line.substring(start, Math.min(end, start + MAX_PART));
                if (length > 0 && length + piece.getContent().length() > MAX_PART) {
                    parsePart(parser, part, block);
                    if (start == 0) {
                        block.appendChild(new SoftLineBreak());
                    }
                    part = SourceLines.empty();
                    length = 0;
                }
                part.addLine(piece);
                length += piece.getContent().length() + 1;
            }
        }
        parsePart(parser, part, block);
    }

    /** Apart from the parts before, since the parser goes through all children of the block when it is done. */
    private static void parsePart(InlineParser parser, SourceLines part, Node block) {
        Node parsed = new Paragraph();
        parser.parse(part, parsed);
        for (Node child = parsed.getFirstChild(); child != null; child = parsed.getFirstChild()) {
            block.appendChild(child);
        }
    }
}
