package dev.sdpmcp.desk.text;

import dev.sdpmcp.desk.text.InlineSpan.Style;
import dev.sdpmcp.desk.text.InlineText.Place;
import dev.sdpmcp.desk.text.MarkdownLines.Gap;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.owasp.html.HtmlSanitizer;

/**
 * Writes Markdown while HTML is read: the events of balanced elements come in, lines go out, and nothing is looked at twice.
 * Not thread-safe.
 */
final class MarkdownWriter implements HtmlSanitizer.Policy {

    private final LengthBudget budget;
    private final Visibility visibility;
    private final MarkdownLines lines;
    private final InlineText inline;
    private final Deque<TableCells> tables = new ArrayDeque<>();

    private final ItemMarkers markers = new ItemMarkers();

    private @Nullable CodeBlock code;
    private int preformatted;
    private int heading;

    private int linesAtEndOfList = -1;

    /** @param withoutQuotations whether earlier mails are left out */
    MarkdownWriter(LengthBudget budget, StyleRules styles, boolean withoutQuotations) {
        this.budget = budget;
        this.visibility = new Visibility(styles, withoutQuotations);
        this.lines = new MarkdownLines(budget);
        this.inline = new InlineText(budget);
    }

    /** Whether an earlier mail with text in it was left out. */
    boolean hadQuotation() {
        return visibility.hadQuotation();
    }

    /** What was written; call it after the end of the document. */
    String markdown() {
        return lines.toString().strip();
    }

    @Override
    public void openDocument() {
        // Nothing is written before the first text.
    }

    @Override
    public void closeDocument() {
        visibility.end();
        showHidden();
        apart(Gap.LINE);
    }

    @Override
    public void openTag(String name, List<String> attributes) {
        if (!visibility.opens(name, attributes)) {
            return;
        }
        showHidden();
        if (code != null) {
            openInCode(name);
            return;
        }
        switch (name) {
            case "br" -> lineBreak();
            case "hr" -> rule();
            case "img" -> image(attributes);
            case "b", "strong" -> inline.begin(Style.STRONG);
            case "i", "em" -> inline.begin(Style.EMPHASIS);
            case "s", "strike", "del" -> inline.begin(Style.STRIKETHROUGH);
            case "code", "kbd", "samp", "tt" -> inline.begin(Style.CODE);
            case "a" -> inline.beginLink(LinkTarget.ofElement(attributes));
            case "table", "tr", "td", "th" -> openTable(name);
            default -> openBlock(name, attributes);
        }
    }

    private void openInCode(String name) {
        if (code != null && (name.equals("br") || Elements.beginsLine(name))) {
            code.append("\n");
        }
        preformatted += Elements.isVoid(name) ? 0 : 1;
    }

    private void openBlock(String name, List<String> attributes) {
        if (Elements.isPreformatted(name)) {
            beginStructure();
            code = new CodeBlock(budget);
            preformatted = 1;
            return;
        }
        switch (name) {
            case "h1", "h2", "h3", "h4", "h5", "h6" -> {
                beginStructure();
                heading = name.charAt(1) - '0';
            }
            case "blockquote" -> {
                beginStructure();
                lines.beginQuote();
            }
            case "ul", "ol" -> beginList(name, attributes);
            case "li" -> beginItem();
            default -> blockBoundary(name);
        }
    }

    @Override
    public void closeTag(String name) {
        if (Elements.isVoid(name)) {
            return;
        }
        boolean shown = visibility.closes();
        showHidden();
        if (!shown) {
            return;
        }
        if (code != null) {
            closeInCode();
            return;
        }
        switch (name) {
            case "b", "strong", "i", "em", "s", "strike", "del", "code", "kbd", "samp", "tt", "a" -> inline.end();
            case "table", "tr", "td", "th" -> closeTable(name);
            case "h1", "h2", "h3", "h4", "h5", "h6" -> {
                apart(Gap.BLANK_LINE);
                heading = 0;
            }
            case "blockquote" -> {
                apart(Gap.BLANK_LINE);
                lines.end();
                lines.atLeast(Gap.BLANK_LINE);
            }
            case "ul", "ol" -> {
                apart(Gap.LINE);
                markers.endList();
                linesAtEndOfList = lines.count();
                apart(markers.isInList() ? Gap.LINE : Gap.BLANK_LINE);
            }
            case "li" -> {
                apart(Gap.LINE);
                boolean empty = lines.isAtMarker();
                lines.end();
                if (!empty) {
                    lines.follow();
                }
            }
            default -> blockBoundary(name);
        }
    }

    private void closeInCode() {
        if (code != null && --preformatted == 0) {
            code.writeTo(lines, inline);
            code = null;
            showHidden();
        }
    }

    @Override
    public void text(String text) {
        if (!visibility.shows(text)) {
            return;
        }
        if (code != null) {
            code.append(text);
        } else {
            inline.text(text);
        }
    }

    /** Writes a remark where hidden text has ended; behind a block of code if it is in there. */
    private void showHidden() {
        String words = code == null ? visibility.endedHere() : "";
        if (!words.isEmpty() && inline.remark(HiddenText.NAME, words)) {
            inline.blank();
        }
    }

    private void lineBreak() {
        if (isInCell()) {
            inline.breakInCell();
            return;
        }
        boolean second = inline.isEmpty() && lines.gap() == Gap.LINE;
        apart(second ? Gap.BLANK_LINE : Gap.LINE);
    }

    private void rule() {
        beginStructure();
        if (budget.spendOnMarkup(3)) {
            lines.line("---");
        }
        lines.atLeast(Gap.BLANK_LINE);
    }

    private void image(List<String> attributes) {
        String words = Elements.wordsOfImage(attributes);
        if (words != null) {
            inline.remark("image", words);
        }
    }

    private void beginList(String name, List<String> attributes) {
        beginStructure();
        if (markers.isInList()) {
            lines.follow();
        }
        markers.beginList(
                name, Elements.attribute(attributes, "start"), lines.count() == linesAtEndOfList, lines.isAtMarker());
    }

    private void beginItem() {
        apart(Gap.LINE);
        inline.beginParagraph();
        lines.beginItem(markers.next());
    }

    private void openTable(String name) {
        TableCells table = tables.peek();
        if (name.equals("table")) {
            beginStructure();
            tables.push(new TableCells());
        } else if (table == null || table.isLayout()) {
            apart(name.equals("tr") ? Gap.BLANK_LINE : Gap.LINE);
        } else if (name.equals("tr")) {
            table.beginRow();
        } else {
            apart(Gap.LINE);
            inline.beginParagraph();
            table.beginCell();
        }
    }

    private void closeTable(String name) {
        TableCells table = tables.peek();
        if (table == null || table.isLayout()) {
            apart(name.equals("table") ? Gap.BLANK_LINE : Gap.LINE);
        } else if (table.isInCell()) {
            table.endCell(inline.take(Place.CELL));
        }
        if (name.equals("table") && table != null) {
            apart(Gap.BLANK_LINE);
            if (!table.isLayout()) {
                table.writeTo(lines, budget);
            }
            tables.pop();
            lines.atLeast(Gap.BLANK_LINE);
        }
    }

    private boolean isInCell() {
        TableCells table = tables.peek();
        return table != null && table.isInCell();
    }

    private void blockBoundary(String name) {
        if (Elements.beginsLine(name)) {
            apart(Elements.isParagraph(name) ? Gap.BLANK_LINE : Gap.LINE);
        }
    }

    /** What comes is more than lines of text, so that no cell of a table of Markdown can hold it. */
    private void beginStructure() {
        TableCells table = tables.peek();
        if (table != null && !table.isLayout()) {
            String begun = inline.take(Place.CELL);
            table.becomeLayout(lines);
            begun.lines().map(LineStart::escaped).forEach(lines::line);
        }
        apart(Gap.BLANK_LINE);
    }

    /** Ends the line, in a cell too. */
    private void apart(Gap gap) {
        if (isInCell()) {
            inline.endLineInCell();
            return;
        }
        if (lines.gap() == Gap.BLANK_LINE) {
            inline.beginParagraph();
        }
        String line = inline.take(heading > 0 ? Place.HEADING : Place.LINE);
        if (!line.isEmpty()) {
            boolean titled = heading > 0 && budget.spendOnMarkup(heading + 1);
            lines.line(titled ? "#".repeat(heading) + " " + line : line);
        }
        lines.atLeast(gap);
    }
}
