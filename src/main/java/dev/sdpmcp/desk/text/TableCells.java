package dev.sdpmcp.desk.text;

import java.util.ArrayList;
import java.util.List;

/**
 * A table of HTML while it is read. It becomes a table of Markdown if it has two rows and two columns and its cells hold
 * lines of text only; any other one, such as the tables that lay a newsletter out, becomes its cells one after the other.
 * Not thread-safe.
 */
final class TableCells {

    private final List<List<String>> rows = new ArrayList<>();
    private boolean layout;
    private boolean inCell;

    /** Whether it is for laying out, so that its cells are written as they come. */
    boolean isLayout() {
        return layout;
    }

    /** Whether text is that of a cell which is kept until the table ends. */
    boolean isInCell() {
        return inCell && !layout;
    }

    void beginRow() {
        rows.add(new ArrayList<>());
    }

    void beginCell() {
        inCell = true;
    }

    void endCell(String text) {
        inCell = false;
        if (rows.isEmpty()) {
            beginRow();
        }
        rows.getLast().add(text);
    }

    /** From now on it lays out: something in it is no line of text. */
    void becomeLayout(MarkdownLines lines) {
        layout = true;
        writeCells(lines);
        rows.clear();
    }

    /** Writes what was kept. */
    void writeTo(MarkdownLines lines, LengthBudget budget) {
        rows.removeIf(row -> row.stream().allMatch(String::isEmpty));
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int cells = rows.stream().mapToInt(List::size).sum();
        if (rows.size() < 2 || columns < 2 || !budget.spendOnMarkup(3 * cells + 2 * rows.size() + 10 * columns + 4)) {
            writeCells(lines);
            return;
        }
        lines.line(line(rows.getFirst(), columns, budget));
        lines.line("|" + " --- |".repeat(columns));
        rows.subList(1, rows.size()).forEach(row -> lines.line(line(row, row.size(), budget)));
    }

    private static String line(List<String> row, int columns, LengthBudget budget) {
        StringBuilder line = new StringBuilder("|");
        for (String cell : row) {
            String escaped = cell.replace("|", "\\|").replace("\n", "<br>");
            budget.spendOnText(escaped.length() - cell.length());
            line.append(' ').append(escaped).append(" |");
        }
        line.append(" |".repeat(columns - row.size()));
        return line.toString();
    }

    private void writeCells(MarkdownLines lines) {
        for (List<String> row : rows) {
            for (String cell : row) {
                cell.lines().map(LineStart::escaped).forEach(lines::line);
            }
            lines.atLeast(MarkdownLines.Gap.BLANK_LINE);
        }
    }
}
