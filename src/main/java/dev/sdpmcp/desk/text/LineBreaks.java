package dev.sdpmcp.desk.text;

import java.util.List;
import org.commonmark.ext.gfm.strikethrough.Strikethrough;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.jspecify.annotations.Nullable;

/** Makes all line breaks alike: without blanks beside them, and with emphasis ended before and begun again behind. Stateless. */
final class LineBreaks {

    private LineBreaks() {}

    static void in(Node document) {
        for (HardLineBreak hard : Nodes.all(document, HardLineBreak.class)) {
            hard.insertBefore(new SoftLineBreak());
            hard.unlink();
        }
        List<SoftLineBreak> breaks = Nodes.all(document, SoftLineBreak.class);
        // From the last one, so that each piece of a line is moved once for each emphasis around it.
        for (SoftLineBreak lineBreak : breaks.reversed()) {
            Cancellation.check();
            if (lineBreak.getPrevious() instanceof Text before) {
                set(before, before.getLiteral().stripTrailing());
            }
            if (lineBreak.getNext() instanceof Text behind) {
                set(behind, behind.getLiteral().stripLeading());
            }
            split(lineBreak);
            settle(lineBreak);
        }
        for (Paragraph paragraph : Nodes.blocks(document, Paragraph.class)) {
            while (paragraph.getFirstChild() instanceof SoftLineBreak first) {
                first.unlink();
            }
            if (paragraph.getFirstChild() == null) {
                paragraph.unlink();
            }
        }
    }

    private static void set(Text text, String literal) {
        text.setLiteral(literal);
        if (literal.isEmpty()) {
            text.unlink();
        }
    }

    /** One at the end is none, two in a row end a paragraph, and headings and links have one line. */
    private static void settle(SoftLineBreak lineBreak) {
        Node parent = lineBreak.getParent();
        if (lineBreak.getNext() == null) {
            lineBreak.unlink();
        } else if (parent instanceof Link || parent instanceof Heading) {
            lineBreak.insertBefore(new Text(" "));
            lineBreak.unlink();
        } else if (parent instanceof Paragraph && lineBreak.getPrevious() instanceof SoftLineBreak) {
            Paragraph rest = new Paragraph();
            for (Node next = lineBreak.getNext(); next != null; next = lineBreak.getNext()) {
                rest.appendChild(next);
            }
            parent.insertAfter(rest);
            lineBreak.unlink();
        }
    }

    private static void split(SoftLineBreak lineBreak) {
        for (Node again = same(lineBreak.getParent()); again != null; again = same(lineBreak.getParent())) {
            Node span = lineBreak.getParent();
            for (Node next = lineBreak.getNext(); next != null; next = lineBreak.getNext()) {
                again.appendChild(next);
            }
            span.insertAfter(lineBreak);
            if (again.getFirstChild() != null) {
                lineBreak.insertAfter(again);
            }
            if (span.getFirstChild() == null) {
                span.unlink();
            }
        }
    }

    private static @Nullable Node same(Node span) {
        return switch (span) {
            case Emphasis emphasis -> new Emphasis(emphasis.getOpeningDelimiter());
            case StrongEmphasis strong -> new StrongEmphasis(strong.getOpeningDelimiter());
            case Strikethrough strike -> new Strikethrough(strike.getOpeningDelimiter());
            default -> null;
        };
    }
}
