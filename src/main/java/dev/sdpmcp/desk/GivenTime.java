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

/** Reads a moment as a model writes it. Stateless. */
public final class GivenTime {

    private static final List<Function<String, Instant>> FORMS = List.of(
            text -> OffsetDateTime.parse(text).toInstant(),
            text -> LocalDateTime.parse(text).toInstant(ZoneOffset.UTC),
            text -> LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());

    private GivenTime() {}

    /**
     * @param argument the name of the argument, for the message
     * @param text ISO 8601; UTC where it names no offset; null for none
     * @throws ToolFailure if it is no time
     */
    public static @Nullable Instant of(String argument, @Nullable String text) {
        if (text == null) {
            return null;
        }
        return FORMS.stream()
                .flatMap(form -> parsed(form, text.strip()).stream())
                .findFirst()
                .orElseThrow(() -> new ToolFailure("\"" + argument
                        + "\" must be a date such as 2026-11-22 or a time such as 2026-11-22T14:30:00Z."));
    }

    private static Optional<Instant> parsed(Function<String, Instant> form, String text) {
        try {
            return Optional.of(form.apply(text));
        } catch (DateTimeException otherForm) {
            return Optional.empty();
        }
    }
}
