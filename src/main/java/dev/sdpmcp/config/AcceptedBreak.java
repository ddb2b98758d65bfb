package dev.sdpmcp.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A break of the audit trail that the operator has accepted: all rows from the first broken one up to a row.
 *
 * @param row number of the last broken row
 * @param digest digest of these rows: another change is not accepted
 */
public record AcceptedBreak(long row, String digest) {

    private static final Pattern FORM = Pattern.compile("([0-9]{1,18})-([0-9a-f]{64})");

    /** Parses {@code ROW-DIGEST}; empty if the text is malformed. */
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
