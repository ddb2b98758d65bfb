package dev.sdpmcp.desk.text;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.Block;
import org.commonmark.node.Node;
import org.jspecify.annotations.Nullable;

/** Goes through documents and moves their nodes, without recursion. Stateless. */
final class Nodes {

    private Nodes() {}

    /** All blocks of a kind, in the order of the text; changing them changes nothing in the list. */
    static <T extends Node> List<T> blocks(Node document, Class<T> kind) {
        return all(document, kind, Block.class);
    }

    /** The same for nodes inside of lines. */
    static <T extends Node> List<T> all(Node document, Class<T> kind) {
        return all(document, kind, Node.class);
    }

    private static <T extends Node> List<T> all(Node document, Class<T> kind, Class<? extends Node> entered) {
        List<T> found = new ArrayList<>();
        Node node = document;
        while (node != null) {
            Cancellation.check();
            if (kind.isInstance(node)) {
                found.add(kind.cast(node));
            }
            Node first = node.getFirstChild();
            node = first != null && entered.isInstance(first) ? first : nextOutside(node, document);
        }
        return found;
    }

    /** The node behind this one and its children; null at the end of the document. */
    private static @Nullable Node nextOutside(Node node, Node document) {
        Node at = node;
        while (!at.equals(document) && at.getNext() == null) {
            at = at.getParent();
        }
        return at.equals(document) ? null : at.getNext();
    }

    /** Appends the children of a node to another one. */
    static void moveChildren(Node from, Node into) {
        for (Node child = from.getFirstChild(); child != null; child = from.getFirstChild()) {
            into.appendChild(child);
        }
    }

    /** Puts the children of a node in the place of another one. */
    static void replace(Node replaced, Node byChildrenOf) {
        for (Node child = byChildrenOf.getFirstChild(); child != null; child = byChildrenOf.getFirstChild()) {
            replaced.insertBefore(child);
        }
        replaced.unlink();
    }
}
