package dev.sdpmcp.desk.text;

import dev.sdpmcp.desk.text.InlineSpan.Style;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The line that is being written: text with its emphasis, code and links. White space is one blank, as in a browser. Marks
 * are written with the first character that they hold and end with the line, so that there are none around nothing. Not
 * thread-safe.
 */
final class InlineText {

    /** Where a line stands. */
    enum Place {
        LINE,
        HEADING,
        /** In a cell of a table, where nothing begins a block. */
        CELL
    }

    private static final int NOT_WRITTEN = InlineSpan.NOT_WRITTEN;

    /** Blanks inside of text are kept, as columns of a log are; so many at most. */
    private static final int MAX_BLANKS = 200;

    private final LengthBudget budget;
    private final StringBuilder line = new StringBuilder();
    private final MarkedLine marks;
    private final List<InlineSpan> spans = new ArrayList<>();

    /** Blanks that are due before the next character. */
    private final StringBuilder blanks = new StringBuilder();

    /** The code that ended last, and where. */
    private String lastCode = "";

    private int lastCodeStart;
    private int lastCodeEnd = NOT_WRITTEN;

    InlineText(LengthBudget budget) {
        this.budget = budget;
        this.marks = new MarkedLine(budget);
    }

    /** The next line is that of another paragraph. */
    void beginParagraph() {
        marks.beginParagraph();
    }

    /** Begins a span, which {@link #end()} ends; one of a style that is there already changes nothing. */
    void begin(Style style) {
        spans.add(new InlineSpan(isIn(style) || isIn(Style.CODE) ? Style.PLAIN : style, ""));
    }

    /** Begins a link, which is plain text without a target. */
    void beginLink(@Nullable String target) {
        boolean plain = target == null || isIn(Style.LINK) || isIn(Style.CODE);
        spans.add(new InlineSpan(plain ? Style.PLAIN : Style.LINK, target == null ? "" : target));
    }

    /** Ends the span that began last. */
    void end() {
        if (!spans.isEmpty()) {
            close(spans.remove(spans.size() - 1));
        }
    }

    /** The next text is apart from what is there. */
    void blank() {
        blanks.append('\n');
    }

    boolean isEmpty() {
        return line.isEmpty();
    }

    /** A line break inside of a cell of a table. */
    void breakInCell() {
        if (isIn(Style.CODE)) {
            blank();
        } else if (!line.isEmpty()) {
            line.append('\n');
            blanks.setLength(0);
        }
    }

    /** The same, unless a line begins there already. */
    void endLineInCell() {
        if (!MarkdownEscape.endsWith(line, '\n')) {
            breakInCell();
        }
    }

    void text(String text) {
        String shown = ShownCharacters.of(text);
        for (int i = 0; i < shown.length(); i++) {
            char character = shown.charAt(i);
            budget.earn(1);
            if (ShownCharacters.isBlank(character)) {
                if (blanks.length() <= MAX_BLANKS) {
                    blanks.append(character);
                }
                continue;
            }
            beginText();
            append(shown, i);
        }
    }

    private void append(String text, int at) {
        char character = text.charAt(at);
        if (line.length() == lastCodeEnd && MarkRules.isWord(text.codePointAt(at))) {
            // A tick before a letter is one of a script.
            line.setLength(lastCodeStart);
            lastCodeEnd = NOT_WRITTEN;
            appendAsText(lastCode);
        }
        if (isIn(Style.CODE)) {
            line.append(character);
            budget.spendOnText(1);
            return;
        }
        if (MarkedLine.LITERALS.indexOf(character) >= 0) {
            marks.literal(line.length());
        }
        InlineSpan link = spanOf(Style.LINK);
        if (link != null) {
            link.text.append(character);
        }
        MarkdownEscape.append(line, character, link != null && !link.over, budget);
    }

    /** Writes what is due before the next character. */
    private void beginText() {
        if (!blanks.isEmpty() && !line.isEmpty() && line.charAt(line.length() - 1) != '\n') {
            boolean kept =
                    blanks.length() <= MAX_BLANKS && blanks.chars().allMatch(blank -> blank == ' ' || blank == '\t');
            line.append(kept ? blanks : " ");
            budget.spendOnText(kept ? blanks.length() : 1);
        }
        blanks.setLength(0);
        openSpans();
    }

    /**
     * A remark of this server, with text of the help desk in it if there is some.
     *
     * @return false if the budget does not reach for it
     */
    boolean remark(String name, String text) {
        if (!budget.spendOnMarkup(name.length() + 4)) {
            return false;
        }
        blank();
        beginText();
        line.append(Remark.OPEN).append(name);
        if (!text.isBlank()) {
            line.append(':');
            text(" " + text.strip());
        }
        line.append(Remark.CLOSE);
        return true;
    }

    /** The line with all marks ended; the next one begins, inside the same spans but the links. */
    String take(Place place) {
        for (int i = spans.size() - 1; i >= 0; i--) {
            close(spans.get(i));
        }
        int end = line.length();
        while (end > 0 && line.charAt(end - 1) == '\n') {
            end--;
        }
        line.setLength(end);
        String taken = marks.finish(line);
        line.setLength(0);
        lastCodeEnd = NOT_WRITTEN;
        blanks.setLength(0);
        return switch (place) {
            case LINE -> LineStart.escaped(taken);
            case HEADING -> taken.endsWith("#") ? taken.substring(0, taken.length() - 1) + "&#35;" : taken;
            case CELL -> taken;
        };
    }

    private boolean isIn(Style style) {
        return spanOf(style) != null;
    }

    private @Nullable InlineSpan spanOf(Style style) {
        for (InlineSpan span : spans) {
            if (span.style == style) {
                return span;
            }
        }
        return null;
    }

    private void openSpans() {
        for (InlineSpan span : spans) {
            if (span.start != NOT_WRITTEN || span.over || span.style == Style.PLAIN) {
                continue;
            }
            int length =
                    span.style == Style.LINK ? "[]()".length() + span.target.length() : 2 * span.style.mark.length();
            if (span.style == Style.CODE || budget.spendOnMarkup(length)) {
                if (span.style == Style.LINK && MarkdownEscape.endsWith(line, '!')) {
                    line.setLength(line.length() - 1);
                    line.append("&#33;");
                }
                span.start = line.length();
                line.append(span.style == Style.LINK ? "[" : span.style.mark);
            } else {
                span.over = true;
            }
        }
    }

    private void close(InlineSpan span) {
        if (span.start == NOT_WRITTEN) {
            return;
        }
        switch (span.style) {
            case LINK -> {
                closeLink(span);
                span.over = true;
            }
            case CODE -> closeCode(span);
            default -> {
                marks.pair(span.start, line.length(), span.style.mark.length());
                line.append(span.style.mark);
            }
        }
        span.start = NOT_WRITTEN;
    }

    /** A link whose text is its address is the address alone; that of a mail is no link when it is written either. */
    private void closeLink(InlineSpan link) {
        String text = link.text.toString();
        boolean page = link.target.equals(text);
        if ((page || link.target.equals("mailto:" + text)) && !marks.hasPairBehind(link.start)) {
            marks.noText(link.start);
            line.setLength(link.start);
            line.append(page ? "<" + text + ">" : text);
        } else {
            if (MarkdownEscape.endsWith(line, '\\')) {
                line.append(' '); // it would escape the bracket
            }
            line.append("](").append(link.target).append(')');
        }
    }

    private void closeCode(InlineSpan code) {
        String text = line.substring(code.start);
        line.setLength(code.start);
        String fence = "`".repeat(CodeBlock.longestRun(text, '`') + 1);
        boolean apart = text.startsWith("`") || text.endsWith("`");
        if (!isInWord() && budget.spendOnMarkup(2 * fence.length() + (apart ? 2 : 0))) {
            line.append(fence)
                    .append(apart ? " " : "")
                    .append(text)
                    .append(apart ? " " : "")
                    .append(fence);
            lastCode = text;
            lastCodeStart = code.start;
            lastCodeEnd = line.length();
        } else {
            appendAsText(text);
        }
    }

    private void appendAsText(String code) {
        budget.spendOnText(-code.length());
        for (int i = 0; i < code.length(); i++) {
            if (MarkedLine.LITERALS.indexOf(code.charAt(i)) >= 0) {
                marks.literal(line.length());
            }
            MarkdownEscape.append(line, code.charAt(i), isIn(Style.LINK), budget);
        }
    }

    /** Whether a tick would be one of a script. */
    private boolean isInWord() {
        return !line.isEmpty()
                && (MarkRules.isWord(Character.codePointBefore(line, line.length()))
                        || MarkdownEscape.endsWith(line, '\\'));
    }
}
