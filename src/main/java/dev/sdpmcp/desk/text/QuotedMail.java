package dev.sdpmcp.desk.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Finds the earlier mails that mail programs put below an answer. Stateless. */
final class QuotedMail {

    static final String MARK = "[earlier mails quoted here are left out]";

    private static final String CONTAINERS =
            "blockquote, div.gmail_quote, div.yahoo_quoted, div.moz-cite-prefix, div.zmail_extra, div.zm_quote";

    /** The line that introduces a quotation; from here to the end everything is older. */
    private static final Pattern HEADER = Pattern.compile(
            "(?m)^\\W*(?:-{2,}\\s*(?:Original Message|Forwarded message|Ursprüngliche Nachricht)\\s*-{2,}"
                    + "|On .{5,120} wrote:|Am .{5,120} schrieb .{1,80}:"
                    + "|(?:From|Von):.{1,200}\\R+\\W*(?:Sent|Date|Gesendet|Datum):.{1,120})",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private QuotedMail() {}

    /** @return whether there was any */
    static boolean removeFrom(Document document) {
        boolean found = false;
        for (Element container : document.select(CONTAINERS)) {
            found |= container.hasText();
            container.remove();
        }
        return found;
    }

    /** The text up to the first header of a quoted mail; empty if it begins with one. */
    static String cut(String text) {
        Matcher header = HEADER.matcher(text);
        if (!header.find()) {
            return text;
        }
        String own = text.substring(0, header.start()).strip();
        return own.isEmpty() ? "" : own + "\n\n" + MARK;
    }
}
