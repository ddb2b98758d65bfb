package dev.sdpmcp.desk.text;

import java.util.ArrayList;
import java.util.List;

/**
 * The lines of a Markdown document inside the quotations and list items that hold them. A line that the budget does not
 * reach for is written without prefixes. Not thread-safe.
 */
final class MarkdownLines {

    /** How far apart a line and the one before it are. */
    enum Gap {
        LINE,
        BLANK_LINE
    }

    /** Quotations and list items inside each other; deeper ones look like the deepest. */
    static final int MAX_CONTAINERS = 12;

    /** @param marker before the first line; empty for a quotation */
    private record Container(String marker, String prefix) {}

    private static final String QUOTE = "> ";

    private final LengthBudget budget;
    private final StringBuilder written = new StringBuilder();
    private final List<Container> containers = new ArrayList<>();

    /** How many containers began, those that are too deep to be shown included. */
    private int depth;

    /** How many of the containers, from the outside, have a line since they began. */
    private int begun;

    /** How many of the containers that are open now were open at the last line. */
    private int shared;

    private Gap gap = Gap.LINE;
    private int count;

    MarkdownLines(LengthBudget budget) {
        this.budget = budget;
    }

    void beginQuote() {
        begin(new Container("", QUOTE));
    }

    void beginItem(String marker) {
        begin(new Container(marker, " ".repeat(marker.length())));
    }

    private void begin(Container container) {
        depth++;
        if (depth <= MAX_CONTAINERS) {
            containers.add(container);
        }
    }

    /** Ends the innermost container. */
    void end() {
        if (depth <= MAX_CONTAINERS) {
            containers.remove(containers.size() - 1);
            begun = Math.min(begun, containers.size());
            shared = Math.min(shared, containers.size());
        }
        depth--;
    }

    /** The next line is at least so far from the last one, unless it is the first of a list item. */
    void atLeast(Gap wanted) {
        if (wanted.compareTo(gap) > 0 && !isAtMarker()) {
            gap = wanted;
        }
    }

    /** The next line follows the last one at once. */
    void follow() {
        gap = Gap.LINE;
    }

    Gap gap() {
        return gap;
    }

    /** How many lines were written. */
    int count() {
        return count;
    }

    /** Whether the innermost container is a list item without a line. */
    boolean isAtMarker() {
        return begun < containers.size() && !containers.getLast().marker().isEmpty();
    }

    /** Appends a line whose characters the budget has paid for. */
    void line(CharSequence text) {
        if (!written.isEmpty()) {
            budget.spendOnText(1);
            written.append('\n');
            if (gap == Gap.BLANK_LINE) {
                blankLine();
            }
        }
        prefix();
        count++;
        written.append(text);
        gap = Gap.LINE;
        begun = containers.size();
        shared = containers.size();
    }

    private void blankLine() {
        int length = 1;
        int shown = 0;
        for (int i = 0; i < shared; i++) {
            length += containers.get(i).prefix().length();
            shown = containers.get(i).prefix().equals(QUOTE) ? i + 1 : shown;
        }
        if (budget.spendOnMarkup(length)) {
            StringBuilder blank = new StringBuilder();
            containers.subList(0, shown).forEach(container -> blank.append(container.prefix()));
            written.append(blank.toString().stripTrailing()).append('\n');
        }
    }

    private void prefix() {
        int length = 0;
        for (Container container : containers) {
            length += container.prefix().length();
        }
        if (length == 0 || !budget.spendOnMarkup(length)) {
            return;
        }
        for (int i = 0; i < containers.size(); i++) {
            Container container = containers.get(i);
            boolean first = i >= begun && !container.marker().isEmpty();
            written.append(first ? container.marker() : container.prefix());
        }
    }

    @Override
    public String toString() {
        return written.toString();
    }
}
