package dev.sdpmcp.desk;

import dev.sdpmcp.tool.ToolFailure;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a moment as a model writes it, of the years that ServiceDesk Plus and all databases can keep. Stateless. */
public final class TimeArgument {

    private static final List<Function<String, Instant>> FORMS = List.of(
            text -> OffsetDateTime.parse(text).toInstant(),
            text -> LocalDateTime.parse(text).toInstant(ZoneOffset.UTC),
            text -> LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());

    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    private TimeArgument() {}

    /**
     * @param argument the name of the argument, for the message
     * @param text ISO 8601; UTC where it names no offset; null for none
     * @throws ToolFailure if it is no time of the years 1970 to 9999
     */
    public static @Nullable Instant of(String argument, @Nullable String text) {
        if (text == null) {
            return null;
        }
        return FORMS.stream()
                .flatMap(form -> parsed(form, text.strip()).stream())
                .findFirst()
                .filter(TimeArgument::isInReach)
                .orElseThrow(() -> new ToolFailure(
                        "\"" + argument + "\" must be a date such as 2026-11-22 or a time such as 2026-11-22T14:30:00Z,"
                                + " of the years 1970 to 9999."));
    }

    private static boolean isInReach(Instant moment) {
        return !moment.isBefore(FIRST) && moment.isBefore(END);
    }

    private static Optional<Instant> parsed(Function<String, Instant> form, String text) {
        try {
            return Optional.of(form.apply(text));
        } catch (DateTimeException otherForm) {
            return Optional.empty();
        }
    }
}
