package dev.sdpmcp.desk.text;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Text;
import org.commonmark.parser.InlineParserContext;
import org.commonmark.parser.beta.LinkInfo;
import org.commonmark.parser.beta.LinkProcessor;
import org.commonmark.parser.beta.LinkResult;
import org.commonmark.parser.beta.Scanner;

/**
 * Leaves as text what looks like a link and leads neither to a web page nor to a mail address, such as {@code handlers[name](x)},
 * and knows which definitions of addresses are used. For one text; not thread-safe.
 */
final class WebLinks implements LinkProcessor {

    private final Set<LinkReferenceDefinition> used = Collections.newSetFromMap(new IdentityHashMap<>());

    /** Whether a link of the text leads where the definition says. */
    boolean isUsed(LinkReferenceDefinition definition) {
        return used.contains(definition);
    }

    @Override
    public LinkResult process(LinkInfo link, Scanner scanner, InlineParserContext context) {
        String target = link.destination();
        if (target == null) {
            String label = link.label();
            LinkReferenceDefinition definition = context.getDefinition(
                    LinkReferenceDefinition.class, label == null || label.isEmpty() ? link.text(scanner) : label);
            if (definition == null) {
                return LinkResult.none();
            }
            target = definition.getDestination();
            if (LinkTarget.of(target) != null) {
                used.add(definition);
            }
        }
        if (LinkTarget.of(target) != null) {
            return LinkResult.none();
        }
        String rest =
                scanner.getSource(link.afterTextBracket(), scanner.position()).getContent();
        return LinkResult.replaceWith(new Text("[" + link.text(scanner) + "]" + rest), scanner.position());
    }
}
