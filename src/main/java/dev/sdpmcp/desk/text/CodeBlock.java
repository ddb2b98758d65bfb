package dev.sdpmcp.desk.text;

/** Preformatted text, as a fenced code block that nothing in it can end. Not thread-safe. */
final class CodeBlock {

    private static final int SHORTEST_FENCE = 3;

    private final LengthBudget budget;
    private final StringBuilder code = new StringBuilder();

    CodeBlock(LengthBudget budget) {
        this.budget = budget;
    }

    void append(String text) {
        String shown = ShownCharacters.of(text)
                .replace("\r\n", "\n")
                .replace('\r', '\n')
                .replace('\u00a0', ' ');
        code.append(shown);
        budget.earn(shown.length());
        budget.spendOnText(shown.length());
    }

    /** Writes it between blank lines; nothing if it is blank. */
    void writeTo(MarkdownLines lines, InlineText inline) {
        String text = trimmed(code.toString());
        if (text.isEmpty()) {
            return;
        }
        String fence = "`".repeat(Math.max(SHORTEST_FENCE, longestRun(text, '`') + 1));
        lines.atLeast(MarkdownLines.Gap.BLANK_LINE);
        if (budget.spendOnMarkup(2 * (fence.length() + 1))) {
            lines.line(fence);
            text.lines().forEach(lines::line);
            lines.line(fence);
        } else {
            budget.spendOnText(-text.length());
            budget.earn(-text.length());
            text.lines().forEach(line -> {
                inline.text(line);
                if (!inline.isEmpty()) {
                    lines.line(inline.take(InlineText.Place.LINE));
                }
            });
        }
        lines.atLeast(MarkdownLines.Gap.BLANK_LINE);
    }

    /** Without blank lines around it; the indentation of the first line stays. */
    static String trimmed(String code) {
        String end = code.stripTrailing();
        int indented = end.length() - end.stripLeading().length();
        return end.substring(end.lastIndexOf('\n', indented) < 0 ? 0 : end.lastIndexOf('\n', indented) + 1);
    }

    /** How often the character stands in a row at most. */
    static int longestRun(String text, char wanted) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == wanted ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }
}
