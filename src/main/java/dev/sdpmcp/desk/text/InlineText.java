package dev.sdpmcp.desk.text;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The line that is being written: text with its emphasis, code and links. White space is one blank, as in a browser. Marks
 * are written with the first character that they hold and end with the line, so that there are none around nothing. Not
 * thread-safe.
 */
final class InlineText {

    /** What may be around a piece of text. */
    enum Style {
        STRONG("**"),
        EMPHASIS("*"),
        STRIKETHROUGH("~~"),
        CODE(""),
        LINK(""),
        PLAIN("");

        private final String mark;

        Style(String mark) {
            this.mark = mark;
        }
    }

    private static final int NOT_WRITTEN = -1;

    private static final class Span {
        private final Style style;
        private final String target;
        private int start = NOT_WRITTEN;
        private boolean over;

        Span(Style style, String target) {
            this.style = style;
            this.target = target;
        }
    }

    private final LengthBudget budget;
    private final StringBuilder line = new StringBuilder();
    private final List<Span> spans = new ArrayList<>();
    private boolean blank;

    InlineText(LengthBudget budget) {
        this.budget = budget;
    }

    /** Begins a span, which {@link #end()} ends; one of a style that is there already changes nothing. */
    void begin(Style style) {
        spans.add(new Span(isIn(style) || isIn(Style.CODE) ? Style.PLAIN : style, ""));
    }

    /** Begins a link, which is plain text without a target. */
    void beginLink(@Nullable String target) {
        boolean plain = target == null || isIn(Style.LINK) || isIn(Style.CODE);
        spans.add(new Span(plain ? Style.PLAIN : Style.LINK, target == null ? "" : target));
    }

    /** Ends the span that began last. */
    void end() {
        if (!spans.isEmpty()) {
            close(spans.remove(spans.size() - 1), false);
        }
    }

    /** The next text is apart from what is there. */
    void blank() {
        blank = true;
    }

    boolean isEmpty() {
        return line.isEmpty();
    }

    /** @param inTable whether the line is a cell of a table */
    void text(String text, boolean inTable) {
        String shown = ShownCharacters.of(text);
        boolean code = isIn(Style.CODE);
        for (int i = 0; i < shown.length(); i++) {
            char character = shown.charAt(i);
            budget.earn(1);
            if (ShownCharacters.isBlank(character)) {
                blank = true;
                continue;
            }
            beginText();
            if (code) {
                line.append(character);
                budget.spendOnText(1);
            } else {
                MarkdownEscape.append(line, shown, i, inTable, budget);
            }
        }
    }

    /** Writes what is due before the next character. */
    private void beginText() {
        if (blank && !line.isEmpty()) {
            line.append(' ');
            budget.spendOnText(1);
        }
        blank = false;
        openSpans();
    }

    /** A remark of this server, with text of the help desk in it if there is some. */
    void remark(String name, String text, boolean inTable) {
        if (!budget.spendOnMarkup(name.length() + 4)) {
            text(text, inTable);
            return;
        }
        blank = true;
        beginText();
        line.append(Remark.OPEN).append(name);
        if (!text.isBlank()) {
            line.append(':');
            text(" " + text.strip(), inTable);
        }
        line.append(Remark.CLOSE);
    }

    /** The line with all marks ended; the next one begins, inside the same spans but the links. */
    String take(boolean inTable) {
        for (int i = spans.size() - 1; i >= 0; i--) {
            close(spans.get(i), inTable);
        }
        String taken = line.toString();
        line.setLength(0);
        blank = false;
        return taken;
    }

    private boolean isIn(Style style) {
        for (Span span : spans) {
            if (span.style == style) {
                return true;
            }
        }
        return false;
    }

    private void openSpans() {
        for (Span span : spans) {
            if (span.start != NOT_WRITTEN || span.over || span.style == Style.PLAIN) {
                continue;
            }
            int length =
                    span.style == Style.LINK ? "[]()".length() + span.target.length() : 2 * span.style.mark.length();
            if (span.style == Style.CODE || budget.spendOnMarkup(length)) {
                span.start = line.length();
                line.append(span.style == Style.LINK ? "[" : span.style.mark);
            } else {
                span.over = true;
            }
        }
    }

    private void close(Span span, boolean inTable) {
        if (span.start == NOT_WRITTEN) {
            return;
        }
        switch (span.style) {
            case LINK -> {
                closeLink(span);
                span.over = true;
            }
            case CODE -> closeCode(span, inTable);
            default -> line.append(span.style.mark);
        }
        span.start = NOT_WRITTEN;
    }

    private void closeLink(Span link) {
        String text = line.substring(link.start + 1);
        if (link.target.equals(text) || link.target.equals("mailto:" + text)) {
            line.deleteCharAt(link.start);
        } else {
            line.append("](").append(link.target).append(')');
        }
    }

    private void closeCode(Span code, boolean inTable) {
        String text = line.substring(code.start);
        line.setLength(code.start);
        String fence = "`".repeat(CodeBlock.longestRun(text, '`') + 1);
        boolean apart = text.startsWith("`") || text.endsWith("`");
        if (budget.spendOnMarkup(2 * fence.length() + (apart ? 2 : 0))) {
            String content = inTable ? text.replace("|", "\\|") : text;
            budget.spendOnText(content.length() - text.length());
            line.append(fence)
                    .append(apart ? " " : "")
                    .append(content)
                    .append(apart ? " " : "")
                    .append(fence);
        } else {
            budget.spendOnText(-text.length());
            for (int i = 0; i < text.length(); i++) {
                MarkdownEscape.append(line, text, i, inTable, budget);
            }
        }
    }
}
