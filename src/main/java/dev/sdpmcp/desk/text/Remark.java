package dev.sdpmcp.desk.text;

/**
 * A sentence of this server inside text of the help desk, such as the place where the text was cut. It stands in brackets
 * that the converters take out of every text, so that no ticket can imitate it. Stateless.
 */
public final class Remark {

    static final char OPEN = '\u27e6';
    static final char CLOSE = '\u27e7';

    private Remark() {}

    public static String of(String sentence) {
        return OPEN + sentence + CLOSE;
    }
}
