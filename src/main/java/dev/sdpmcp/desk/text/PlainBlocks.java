package dev.sdpmcp.desk.text;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;

/**
 * Makes paragraphs of indented lines that are no code and of HTML that is no markup, and lists of one look, whether there are
 * blank lines between their items or not. Stateless.
 */
final class PlainBlocks {

    /** What lines of scripts, commands and configuration have, and lines of a letter do not. */
    private static final Pattern CODE = Pattern.compile("[{}|\\\\<>]|;\\s*+$|\\$\\w|\\w\\(\\)|\\w=\\S|\\s=\\s|::"
            + "|(?:^|\\s)(?:--?[A-Za-z]|/[a-z?])|^\\s*+(?:#|//|@)");

    private PlainBlocks() {}

    static void in(Node document) {
        for (IndentedCodeBlock code : Nodes.blocks(document, IndentedCodeBlock.class)) {
            if (!isCode(code.getLiteral())) {
                Nodes.replace(code, ProseParser.withoutCodeAndHtml(unindented(code.getLiteral())));
            } else {
                code.setLiteral(CodeBlock.trimmed(code.getLiteral()) + "\n");
            }
        }
        for (HtmlBlock html : Nodes.blocks(document, HtmlBlock.class)) {
            Nodes.replace(html, ProseParser.withoutCodeAndHtml(WrittenHtml.asMarkdown(html.getLiteral())));
        }
        Nodes.blocks(document, FencedCodeBlock.class).forEach(PlainBlocks::trim);
    }

    /** A fence with nothing in it is text; the language of the others is of no use in the help desk. */
    private static void trim(FencedCodeBlock code) {
        String literal = CodeBlock.trimmed(code.getLiteral());
        if (literal.isEmpty()) {
            Paragraph fence = new Paragraph();
            fence.appendChild(new Text(code.getFenceCharacter().repeat(code.getOpeningFenceLength())));
            code.insertBefore(fence);
            code.unlink();
        }
        code.setLiteral(literal + "\n");
        code.setInfo("");
    }

    /** Makes lists tight unless an item has several paragraphs. */
    static void tighten(Node document) {
        for (ListBlock list : Nodes.blocks(document, ListBlock.class)) {
            list.setTight(!hasParagraphsInARow(list));
        }
    }

    /** Whether lines are indented differently, or one has a sign of code. */
    private static boolean isCode(String literal) {
        long indents = literal.lines()
                .filter(line -> !line.isBlank())
                .map(line -> line.length() - line.stripLeading().length())
                .distinct()
                .count();
        return indents > 1
                || literal.lines().anyMatch(line -> CODE.matcher(line).find());
    }

    private static String unindented(String literal) {
        return literal.lines().map(String::strip).collect(Collectors.joining("\n"));
    }

    private static boolean hasParagraphsInARow(ListBlock list) {
        for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
            for (Node block = item.getFirstChild(); block != null; block = block.getNext()) {
                if (block instanceof Paragraph && block.getNext() instanceof Paragraph) {
                    return true;
                }
            }
        }
        return false;
    }
}
