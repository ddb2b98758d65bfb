package dev.sdpmcp.desk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.upstream.Criterion;
import dev.sdpmcp.upstream.HelpDesk;
import dev.sdpmcp.upstream.ListQuery;
import dev.sdpmcp.upstream.ResourceType;
import dev.sdpmcp.upstream.UpstreamFailure;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Time zone of the help desk, in which times without an offset are read and all times are shown: the configured one; else
 * the one in which ServiceDesk Plus displays times to the account of this server; else UTC. Thread-safe.
 */
public final class DeskZone {

    private static final Logger LOG = System.getLogger(DeskZone.class.getName());

    private static final Duration LIFE = Duration.ofHours(24);
    private static final ResourceType REQUESTS = ResourceType.atRoot("request", "requests", "requests");
    private static final String CREATED = "created_time";

    /** Preferred where several zones fit, as they do while only one half of the year was seen. */
    private static final List<String> USUAL = List.of(
            "UTC",
            "America/New_York",
            "America/Chicago",
            "America/Denver",
            "America/Los_Angeles",
            "America/Sao_Paulo",
            "Europe/London",
            "Europe/Berlin",
            "Europe/Helsinki",
            "Asia/Riyadh",
            "Asia/Dubai",
            "Asia/Kolkata",
            "Asia/Shanghai",
            "Asia/Tokyo",
            "Australia/Sydney",
            "Pacific/Auckland");

    private final @Nullable ZoneId configured;
    private final CachedValue<ZoneId> learnt;
    private volatile @Nullable ZoneId last;

    /** @param configured the zone; learnt through the help desk if empty */
    public DeskZone(Optional<ZoneId> configured, HelpDesk helpDesk, Clock clock) {
        this.configured = configured.orElse(null);
        this.learnt = new CachedValue<>(() -> learn(helpDesk, clock.instant()), LIFE, clock);
    }

    /** The zone as descriptions of arguments name it. */
    public String words() {
        return configured == null ? "the time zone of the help desk" : "the time zone " + configured;
    }

    /**
     * The zone of a time without an offset. Once a day it takes three calls for one row each, unless it is configured; if
     * they fail, it is the zone that was known before. At first it is UTC if ServiceDesk Plus refuses them.
     *
     * @throws UpstreamFailure if they fail otherwise at first, since a time in a wrong zone must not be written
     */
    ZoneId zone() {
        if (configured != null) {
            return configured;
        }
        try {
            last = learnt.get();
        } catch (UpstreamFailure unseen) {
            boolean refused = unseen instanceof UpstreamFailure.Unauthorised
                    || unseen instanceof UpstreamFailure.NotFound
                    || unseen instanceof UpstreamFailure.Refused;
            if (last == null && !refused) {
                throw unseen;
            }
            LOG.log(
                    Level.WARNING,
                    "times without an offset are read in {0}, since the time zone of the help desk cannot be learnt: {1}",
                    known(),
                    unseen.getMessage());
        }
        return known();
    }

    /** Takes no call. */
    private ZoneId known() {
        return Objects.requireNonNullElse(configured == null ? last : configured, ZoneOffset.UTC);
    }

    /** The newest request, and those before the middles of winter and summer, which differ by summer time. */
    private static ZoneId learn(HelpDesk helpDesk, Instant now) {
        ListQuery newest = ListQuery.first(1).sortedBy(CREATED, false).withFields(List.of(CREATED));
        Map<Instant, ZoneOffset> seen = new LinkedHashMap<>();
        for (ListQuery query : List.of(
                newest,
                newest.where(Criterion.before(CREATED, lastFirstOf(Month.FEBRUARY, now))),
                newest.where(Criterion.before(CREATED, lastFirstOf(Month.AUGUST, now))))) {
            for (JsonNode row : helpDesk.list(REQUESTS, query).rows()) {
                Instant moment = Fields.instant(row, CREATED);
                if (moment != null) {
                    displayedOffset(moment, row.path(CREATED)).ifPresent(offset -> seen.put(moment, offset));
                }
            }
        }
        return fitting(seen);
    }

    private static Instant lastFirstOf(Month month, Instant now) {
        LocalDate today = now.atOffset(ZoneOffset.UTC).toLocalDate();
        LocalDate first = LocalDate.of(today.getYear(), month, 1);
        return (first.isAfter(today) ? first.minusYears(1) : first)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }

    /** A zone that has these offsets at these times, the newest first; if there is none, the first offset; else UTC. */
    static ZoneId fitting(Map<Instant, ZoneOffset> seen) {
        if (seen.isEmpty()) {
            return ZoneOffset.UTC;
        }
        return Stream.concat(
                        USUAL.stream(), ZoneId.getAvailableZoneIds().stream().sorted())
                .map(ZoneId::of)
                .filter(zone -> seen.entrySet().stream()
                        .allMatch(
                                each -> zone.getRules().getOffset(each.getKey()).equals(each.getValue())))
                .findFirst()
                .orElseGet(() -> seen.values().iterator().next());
    }

    private static Optional<ZoneOffset> displayedOffset(Instant moment, JsonNode value) {
        return Optional.ofNullable(Fields.text(value, "display_value"))
                .flatMap(display -> DisplayedTime.offset(moment, display));
    }

    /** A moment of a record as ISO 8601 with its offset; null if there is none. Takes no call. */
    public @Nullable String moment(JsonNode entity, String field) {
        Instant moment = Fields.instant(entity, field);
        return moment == null ? null : text(moment, zoneOf(moment, entity.path(field)));
    }

    /** The same of an additional field, which may be a day: one that is displayed as such, or the first moment of one. */
    public @Nullable String dayOrMoment(JsonNode entity, String field) {
        Instant moment = Fields.instant(entity, field);
        if (moment == null) {
            return null;
        }
        JsonNode value = entity.path(field);
        ZoneId zone = zoneOf(moment, value);
        LocalDate day = moment.atZone(zone).toLocalDate();
        String display = Fields.text(value, "display_value");
        if (display != null && !DisplayedTime.hasTime(display)) {
            return DisplayedTime.day(moment, display).orElse(day).toString();
        }
        return day.atStartOfDay(zone).toInstant().equals(moment) ? day.toString() : text(moment, zone);
    }

    /** A moment as ISO 8601 with its offset. Takes no call. */
    public String text(Instant moment) {
        return text(moment, known());
    }

    private static String text(Instant moment, ZoneId zone) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(moment.atZone(zone));
    }

    /** What is displayed counts more than what was learnt from other records. */
    private ZoneId zoneOf(Instant moment, JsonNode value) {
        if (configured != null) {
            return configured;
        }
        ZoneId known = known();
        ZoneOffset expected = known.getRules().getOffset(moment);
        ZoneOffset displayed = displayedOffset(moment, value).orElse(expected);
        return displayed.equals(expected) ? known : displayed;
    }
}
