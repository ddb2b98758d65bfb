package dev.sdpmcp.desk.text;

import org.commonmark.ext.gfm.strikethrough.Strikethrough;
import org.commonmark.node.Delimited;
import org.commonmark.node.Emphasis;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.jspecify.annotations.Nullable;

/** Makes text again of emphasis whose marks are beside other such characters, as in {@code **kwargs*}, or around it again. Stateless. */
final class UnclearMarks {

    private static final String MARKS = "*_~`";

    private UnclearMarks() {}

    static void in(Node document) {
        for (Node span : Nodes.all(document, Node.class)) {
            if (span instanceof Delimited marks) {
                if (isInside(span)) {
                    Nodes.replace(span, span);
                } else if (!(span instanceof Strikethrough) && isUnclear(span, marks.getOpeningDelimiter() + "*")) {
                    span.prependChild(new Text(marks.getOpeningDelimiter()));
                    span.appendChild(new Text(marks.getClosingDelimiter()));
                    Nodes.replace(span, span);
                }
            }
        }
    }

    /** Whether there is the same emphasis around it; the way up is short, as those further out were looked at before. */
    private static boolean isInside(Node span) {
        for (Node outer = span.getParent(); outer != null; outer = outer.getParent()) {
            if (outer.getClass() == span.getClass()) {
                return true;
            }
        }
        return false;
    }

    private static boolean isUnclear(Node span, String marks) {
        return endsWith(marks, span.getPrevious())
                || beginsWith(marks, span.getNext())
                || (span instanceof Emphasis
                        && (beginsWith(MARKS, span.getFirstChild()) || endsWith(MARKS, span.getLastChild())));
    }

    private static boolean endsWith(String marks, @Nullable Node node) {
        return node instanceof Text text
                && !text.getLiteral().isEmpty()
                && marks.indexOf(text.getLiteral().charAt(text.getLiteral().length() - 1)) >= 0;
    }

    private static boolean beginsWith(String marks, @Nullable Node node) {
        return node instanceof Text text
                && !text.getLiteral().isEmpty()
                && marks.indexOf(text.getLiteral().charAt(0)) >= 0;
    }
}
