package dev.sdpmcp.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an operator has looked at and goes on with: the audit trail as it stands from its first broken place up to a row.
 *
 * @param row number of the last broken row
 * @param digest over all that stands there: if it is changed once more, it is accepted no longer
 */
public record AcceptedBreak(long row, String digest) {

    private static final Pattern FORM = Pattern.compile("([0-9]{1,18})-([0-9a-f]{64})");

    /** From {@code ROW-DIGEST}; empty if the text has another form. */
    public static Optional<AcceptedBreak> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new AcceptedBreak(Long.parseLong(matcher.group(1)), matcher.group(2)))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return row + "-" + digest;
    }
}
