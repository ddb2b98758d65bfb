package dev.sdpmcp.desk.text;

import org.commonmark.ext.gfm.strikethrough.Strikethrough;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;

/**
 * Takes out of a document what must not be rendered: links that lead elsewhere than to web pages and mail addresses, images,
 * which a reader's program would load, and emphasis so deep that the renderer, which calls itself for each level, would run
 * out of stack. Their text stays. Stateless.
 */
final class SafeNodes {

    /** Emphasis and links inside each other, counted from the document and so with the blocks around them. */
    static final int MAX_DEPTH = ProseParser.MAX_BLOCK_DEPTH + 40;

    private SafeNodes() {}

    /** Without recursion, as the depth is what it bounds. */
    @SuppressWarnings("ReferenceEquality") // a node is its place in the tree
    static void in(Node document) {
        int depth = 0;
        Node node = document;
        while (node != null) {
            Cancellation.check();
            Node kept = isUnwanted(node, depth) ? unwrapped(node) : made(node);
            if (kept != node) {
                node = kept;
            } else if (node.getFirstChild() != null) {
                node = node.getFirstChild();
                depth++;
            } else {
                while (node != document && node.getNext() == null) {
                    node = node.getParent();
                    depth--;
                }
                node = node == document ? null : node.getNext();
            }
        }
    }

    private static boolean isUnwanted(Node node, int depth) {
        boolean spans = node instanceof Emphasis
                || node instanceof StrongEmphasis
                || node instanceof Strikethrough
                || node instanceof Link
                || node instanceof Image;
        return (spans && depth > MAX_DEPTH)
                || (node instanceof Link link && (LinkTarget.of(link.getDestination()) == null || isAddress(link)))
                || (node instanceof Image && isInLink(node));
    }

    /** A mail address that is a link to itself is read without the link, and so written without it. */
    private static boolean isAddress(Link link) {
        return link.getFirstChild() instanceof Text text
                && text.getNext() == null
                && link.getDestination().equals("mailto:" + text.getLiteral());
    }

    /** There are no links in links; the way up is bounded by the depth. */
    private static boolean isInLink(Node node) {
        for (Node outer = node.getParent(); outer != null; outer = outer.getParent()) {
            if (outer instanceof Link) {
                return true;
            }
        }
        return false;
    }

    /** Puts the children in the place of the node; returns the first of them, or an empty text. */
    private static Node unwrapped(Node node) {
        Node first = node.getFirstChild() == null ? new Text("") : node.getFirstChild();
        if (first.getParent() == null) {
            node.appendChild(first);
        }
        Nodes.replace(node, node);
        return first;
    }

    /** The node itself, with its address encoded; a link in the place of an image. */
    private static Node made(Node node) {
        if (node instanceof Code code) {
            code.setLiteral(code.getLiteral().strip());
        } else if (node instanceof Link link) {
            String target = LinkTarget.of(link.getDestination());
            link.setDestination(target == null ? "" : target);
            if (link.getFirstChild() == null) {
                link.appendChild(new Text(link.getDestination()));
            }
        } else if (node instanceof Image image) {
            Link link = new Link(image.getDestination(), image.getTitle());
            Nodes.moveChildren(image, link);
            if (link.getFirstChild() == null) {
                link.appendChild(new Text(image.getDestination()));
            }
            image.insertBefore(link);
            image.unlink();
            return link;
        }
        return node;
    }
}
