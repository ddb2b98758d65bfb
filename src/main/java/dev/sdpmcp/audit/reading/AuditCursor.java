package dev.sdpmcp.audit.reading;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a page ended: the next holds what is older. Rows that are added meanwhile do not shift it.
 *
 * @param happenedAt of the last call of the page
 * @param entryNumber of its row
 */
public record AuditCursor(Instant happenedAt, long entryNumber) {

    private static final Pattern FORM = Pattern.compile("1\\.(-?\\d{1,18})\\.(\\d{1,18})");

    /** Before the newest. */
    static final AuditCursor NEWEST = new AuditCursor(Instant.parse("9999-01-01T00:00:00Z"), Long.MAX_VALUE);

    /** Before every call that began then or later. */
    static AuditCursor before(Instant time) {
        return new AuditCursor(time, 0);
    }

    /** Opaque to clients; safe in a URL. */
    public String text() {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, happenedAt);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("1." + micros + "." + entryNumber).getBytes(StandardCharsets.US_ASCII));
    }

    /** Empty if the text is no cursor of this server. */
    public static Optional<AuditCursor> of(String text) {
        try {
            Matcher matcher = FORM.matcher(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII));
            if (!matcher.matches()) {
                return Optional.empty();
            }
            Instant at = Instant.EPOCH.plus(Long.parseLong(matcher.group(1)), ChronoUnit.MICROS);
            return Optional.of(new AuditCursor(at, Long.parseLong(matcher.group(2))));
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException notOurs) {
            return Optional.empty();
        }
    }
}
