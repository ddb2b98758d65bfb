package dev.sdpmcp.audit.reading;

import dev.sdpmcp.audit.row.ApiAuditLog;
import dev.sdpmcp.audit.row.AuditRow;
import dev.sdpmcp.audit.row.AuditRow.RowKind;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Page of calls, newest first.
 *
 * @param next cursor of the next page; empty on the last one
 */
public record AuditPage(List<AuditEntry> entries, Optional<AuditCursor> next) {

    public AuditPage {
        entries = List.copyOf(entries);
    }

    /**
     * One call.
     *
     * @param number in the chain, of the row with the latest facts
     * @param change whether the call was to change something
     */
    public record AuditEntry(long number, boolean change, AuditRow row) {

        static AuditEntry of(ApiAuditLog stored) {
            AuditRow row = stored.row();
            return new AuditEntry(stored.entryNumber(), row.kind() != RowKind.CALL, row);
        }

        AuditCursor cursor() {
            return new AuditCursor(row.happenedAt(), number);
        }

        /** Milliseconds, null while it is not known. */
        public @Nullable Double tookMillis() {
            Long micros = row.ending().tookMicros();
            return micros == null ? null : micros / 1_000.0;
        }
    }

    /**
     * The end of a page: the next page has older calls. Rows that are added meanwhile do not shift it.
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
                String decoded = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
                Matcher matcher = FORM.matcher(decoded);
                if (!matcher.matches()) {
                    return Optional.empty();
                }
                Instant at = Instant.EPOCH.plus(Long.parseLong(matcher.group(1)), ChronoUnit.MICROS);
                return Optional.of(new AuditCursor(at, Long.parseLong(matcher.group(2))));
            } catch (IllegalArgumentException | DateTimeException | ArithmeticException invalid) {
                return Optional.empty();
            }
        }
    }
}
