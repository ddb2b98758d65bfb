package dev.sdpmcp.desk.text;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.strikethrough.Strikethrough;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.jspecify.annotations.Nullable;
import org.owasp.html.Encoding;

/**
 * Understands simple tags inside of lines: line breaks, and pairs for emphasis, code and links. Every other tag, and half a
 * pair, is text. Stateless.
 */
final class SimpleTags {

    private static final Pattern TAG = Pattern.compile("<(/?)([A-Za-z]{1,10})((?:\\s[^>]*+)?+)>");
    private static final Pattern ADDRESS = Pattern.compile("\\shref\\s*=\\s*(?:\"([^\"]*+)\"|'([^']*+)')");
    private static final Set<String> PAIRS =
            Set.of("b", "strong", "i", "em", "s", "del", "strike", "code", "kbd", "tt", "a", "u", "span", "font");

    private record Open(String name, String attributes, HtmlInline tag) {}

    private SimpleTags() {}

    static void in(Node document) {
        Map<Node, Deque<Open>> open = new HashMap<>(); // a node equals itself alone
        for (HtmlInline tag : Nodes.all(document, HtmlInline.class)) {
            Matcher parts = TAG.matcher(tag.getLiteral());
            if (!parts.matches()) {
                continue;
            }
            String name = parts.group(2).toLowerCase(Locale.ROOT);
            if (name.equals("br")) {
                tag.insertBefore(new HardLineBreak());
                tag.unlink();
            } else if (PAIRS.contains(name)) {
                Deque<Open> stack = open.computeIfAbsent(tag.getParent(), parent -> new ArrayDeque<>());
                if (parts.group(1).isEmpty()) {
                    stack.push(new Open(name, parts.group(3), tag));
                } else if (!stack.isEmpty() && stack.element().name.equals(name)) {
                    wrap(stack.pop(), tag);
                }
            }
        }
    }

    /** Puts what is between the tags into the node that they stand for, if there is one. */
    private static void wrap(Open open, HtmlInline end) {
        Node made = node(open);
        if (made == null && open.name.equals("a")) {
            return;
        }
        StringBuilder text = new StringBuilder();
        for (Node node = open.tag.getNext(); node != null && !node.equals(end); node = open.tag.getNext()) {
            if (made instanceof Code) {
                text.append(text(node));
                node.unlink();
            } else if (made != null) {
                made.appendChild(node);
            } else {
                open.tag.insertBefore(node);
            }
        }
        if (made instanceof Code code) {
            code.setLiteral(text.toString());
        }
        if (made != null && (made.getFirstChild() != null || !text.isEmpty())) {
            open.tag.insertBefore(made);
        }
        open.tag.unlink();
        end.unlink();
    }

    private static @Nullable Node node(Open open) {
        return switch (open.name) {
            case "b", "strong" -> new StrongEmphasis("**");
            case "i", "em" -> new Emphasis("*");
            case "s", "del", "strike" -> new Strikethrough("~~");
            case "code", "kbd", "tt" -> new Code("");
            case "a" -> link(open.attributes);
            default -> null;
        };
    }

    private static @Nullable Link link(String attributes) {
        Matcher address = ADDRESS.matcher(attributes);
        if (!address.find()) {
            return null;
        }
        String target = Encoding.decodeHtml(address.group(1) == null ? address.group(2) : address.group(1), true);
        return LinkTarget.of(target) == null ? null : new Link(target, null);
    }

    /** The text of a node, whose marks are text in code. */
    private static String text(Node node) {
        StringBuilder text = new StringBuilder();
        for (Node part : Nodes.all(node, Node.class)) {
            text.append(
                    switch (part) {
                        case Text words -> words.getLiteral();
                        case Code code -> code.getLiteral();
                        case HtmlInline tag -> tag.getLiteral();
                        case SoftLineBreak lineEnd -> " ";
                        default -> "";
                    });
        }
        return text.toString();
    }
}
