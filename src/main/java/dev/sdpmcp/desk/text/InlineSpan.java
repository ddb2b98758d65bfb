package dev.sdpmcp.desk.text;

/** A piece of a line with one mark around it. Not thread-safe. */
final class InlineSpan {

    /** What may be around a piece of text. */
    enum Style {
        STRONG("**"),
        EMPHASIS("*"),
        STRIKETHROUGH("~~"),
        CODE(""),
        LINK(""),
        PLAIN("");

        final String mark;

        Style(String mark) {
            this.mark = mark;
        }
    }

    /** The mark is not in the line. */
    static final int NOT_WRITTEN = -1;

    final Style style;

    /** Where a link leads. */
    final String target;

    /** The text of a link, without escapes. */
    final StringBuilder text = new StringBuilder();

    /** Where the mark is in the line. */
    int start = NOT_WRITTEN;

    /** Whether it is not written any more. */
    boolean over;

    InlineSpan(Style style, String target) {
        this.style = style;
        this.target = target;
    }
}
