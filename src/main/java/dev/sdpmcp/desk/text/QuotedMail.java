package dev.sdpmcp.desk.text;

import java.util.regex.Pattern;

/** Finds the earlier mails that mail programs put below an answer. Stateless. */
final class QuotedMail {

    static final String MARK = Remark.of("earlier mails quoted here are left out");

    /** A line is looked at so far only; no header of a mail is longer. */
    private static final int MAX_HEADER = 400;

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    /** The line that introduces a quotation; from here to the end everything is older. */
    private static final Pattern HEADER = Pattern.compile(
            "[\\W_]{0,200}+(?:(?:Original Message|Forwarded message|Ursprüngliche Nachricht)[\\s\\\\]{0,5}-{2}"
                    + "|On .{5,200} wrote:|Am .{5,200} schrieb .{1,80}:)",
            FLAGS);

    private static final Pattern FROM = Pattern.compile("\\W{0,200}+(?:From|Von)\\W{0,5}:.", FLAGS);
    private static final Pattern SENT = Pattern.compile("\\W{0,200}+(?:Sent|Date|Gesendet|Datum)\\W{0,5}:.", FLAGS);

    private QuotedMail() {}

    /** The text up to the first header of a quoted mail; empty if it begins with one. */
    static String cut(String text) {
        int from = -1;
        for (int start = 0; start < text.length(); ) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end;
            String line = text.substring(start, Math.min(end, start + MAX_HEADER));
            if (HEADER.matcher(line).lookingAt()) {
                return before(text, start);
            }
            if (from >= 0 && SENT.matcher(line).lookingAt()) {
                return before(text, from);
            }
            if (FROM.matcher(line).lookingAt()) {
                from = start;
            } else if (!line.isBlank()) {
                from = -1;
            }
            start = end + 1;
        }
        return text;
    }

    private static String before(String text, int header) {
        String own = text.substring(0, header).strip();
        return own.isEmpty() ? "" : own + "\n\n" + MARK;
    }
}
