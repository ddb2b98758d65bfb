package dev.sdpmcp.desk;

import dev.sdpmcp.tool.ToolFailure;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a moment as a model writes it, of the years that ServiceDesk Plus and all databases can keep. Stateless. */
public final class TimeArgument {

    /** A date, or a date and a time, with or without an offset. */
    private static final DateTimeFormatter FORM = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[XXX][X]")
            .toFormatter()
            .withResolverStyle(ResolverStyle.STRICT);

    private static final Pattern BLANK_FOR_T = Pattern.compile("(?<=[0-9]) (?=[0-9])");
    private static final Pattern BLANK_BEFORE_OFFSET = Pattern.compile(" (?=[-+zZ])");
    private static final LocalTime LAST_MINUTE = LocalTime.of(23, 59);
    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    /** What a date without a time means. */
    public enum Day {
        /** Its first moment, 00:00 as a rule. */
        START,
        /** 23:59. */
        END
    }

    private TimeArgument() {}

    /**
     * @param argument the name of the argument, for the message
     * @param text ISO 8601, also with a blank in place of the {@code T} and before the offset; null for none
     * @param zone of a text without an offset
     * @param day what a date without a time means
     * @throws ToolFailure if it is no time of the years 1970 to 9999
     */
    public static @Nullable Instant of(String argument, @Nullable String text, DeskZone zone, Day day) {
        if (text == null) {
            return null;
        }
        try {
            TemporalAccessor given =
                    FORM.parseBest(plain(text), OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            Instant moment = given instanceof OffsetDateTime exact ? exact.toInstant() : in(zone.zone(), given, day);
            if (!moment.isBefore(FIRST) && moment.isBefore(END)) {
                return moment;
            }
        } catch (DateTimeException unreadable) {
            throw wrong(argument, unreadable);
        }
        throw wrong(argument, null);
    }

    private static String plain(String text) {
        String withT = BLANK_FOR_T.matcher(text.strip()).replaceFirst("T");
        return BLANK_BEFORE_OFFSET.matcher(withT).replaceFirst("");
    }

    private static Instant in(ZoneId zone, TemporalAccessor given, Day day) {
        if (given instanceof LocalDateTime local) {
            return local.atZone(zone).toInstant();
        }
        LocalDate date = (LocalDate) given;
        return (day == Day.START
                        ? date.atStartOfDay(zone)
                        : date.atTime(LAST_MINUTE).atZone(zone))
                .toInstant();
    }

    private static ToolFailure wrong(String argument, @Nullable DateTimeException cause) {
        return new ToolFailure(
                "\"" + argument + "\" must be a date such as 2026-11-22 or a time such as 2026-11-22T14:30 or"
                        + " 2026-11-22T14:30:00+01:00, of the years 1970 to 9999, its hours from 00 to 23.",
                cause,
                null);
    }
}
