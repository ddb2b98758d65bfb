package dev.sdpmcp.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Offsets and zones that are read from times as ServiceDesk Plus displays them, in the forms that accounts choose. */
class DisplayedTimeTest {

    private static final Instant MOMENT = Instant.parse("2026-12-24T00:00:20Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Dec 23, 2026 07:00 PM       | -05:00",
                "23/12/2026 19:00            | -05:00",
                "2026-12-23 19:00:20         | -05:00",
                "19:00, 23.12.2026           | -05:00",
                "23 déc. 2026 19:00          | -05:00",
                "23 de dic de 2026 7:00 p. m.| -05:00",
                "2026/12/24 午後 05:30       | ",
                "2026/12/24 17:30            | ",
                "Dec 24, 2026 05:30 AM       | +05:30",
                "Dec 24, 2026 12:00 AM       | Z",
                "24/12/2026 1:00             | +01:00",
                "24/12/2026 1:00 Uhr         | ",
                "24/12/2026 13:00 Uhr        | +13:00",
                "Dec 23, 2026 01:00 PM       | -11:00",
                "12/24/2026 14:00            | +14:00",
                "12/23/2026 12:00            | -12:00",
                "24/12/2026 00:07            | ",
                "24/12/2026 13:00 PM         | ",
                "24/12/2026                  | ",
                "23/24 13:00                 | ",
            })
    void reads_what_can_be_read_in_one_way_only(String display, String offset) {
        assertThat(DisplayedTime.offset(MOMENT, display))
                .isEqualTo(Optional.ofNullable(offset).map(ZoneOffset::of));
    }

    private static Stream<DateTimeFormatter> forms() {
        return Stream.of(
                DateTimeFormatter.ofPattern("MMM d, yyyy hh:mm a", Locale.ENGLISH),
                DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm", Locale.ENGLISH),
                DateTimeFormatter.ofPattern("MM-dd-yy, h:mm a", Locale.ENGLISH),
                DateTimeFormatter.ofPattern("EEE, d MMMM yyyy HH:mm:ss", Locale.GERMAN),
                DateTimeFormatter.ofPattern("yyyy年M月d日 ah:mm", Locale.JAPAN),
                DateTimeFormatter.ofPattern("d MMM yyyy h:mm a", Locale.of("es")));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void is_never_wrong_and_mostly_knows_in_any_zone(DateTimeFormatter form) {
        Random random = new Random(20);
        int known = 0;
        List<ZoneId> zones =
                ZoneId.getAvailableZoneIds().stream().sorted().map(ZoneId::of).toList();
        for (ZoneId zone : zones) {
            Instant moment = Instant.parse("2000-01-01T00:00:00Z").plusSeconds(random.nextInt(1_000_000_000));
            Optional<ZoneOffset> read = DisplayedTime.offset(moment, form.format(moment.atZone(zone)));

            assertThat(read.orElse(zone.getRules().getOffset(moment)))
                    .as("%s at %s", zone, moment)
                    .isEqualTo(zone.getRules().getOffset(moment));
            known += read.isPresent() ? 1 : 0;
        }
        boolean isReadable = !form.getLocale().equals(Locale.JAPAN);
        assertThat(known).isBetween(isReadable ? zones.size() * 2 / 3 : 0, isReadable ? zones.size() : 0);
    }

    @Test
    void a_day_that_is_displayed_without_a_time_is_that_day() {
        assertThat(DisplayedTime.day(MOMENT, "Dec 24, 2026")).contains(LocalDate.of(2026, Month.DECEMBER, 24));
        assertThat(DisplayedTime.day(MOMENT, "23/12/2026")).contains(LocalDate.of(2026, Month.DECEMBER, 23));
        assertThat(DisplayedTime.day(MOMENT, "Christmas")).isEmpty();
        assertThat(DisplayedTime.hasTime("Dec 24, 2026")).isFalse();
        assertThat(DisplayedTime.hasTime("Dec 24, 2026 12:00 AM")).isTrue();
    }

    @Test
    void two_halves_of_a_year_tell_the_offsets_of_every_zone() {
        for (String id : ZoneId.getAvailableZoneIds()) {
            ZoneId zone = ZoneId.of(id);
            ZoneId fitting = DeskZone.fitting(offsets(zone, "2026-01-31T20:00:00Z", "2026-07-31T20:00:00Z"));

            assertThat(offsets(fitting, "2027-01-15T12:00:00Z", "2027-07-15T12:00:00Z"))
                    .as(id)
                    .isEqualTo(offsets(zone, "2027-01-15T12:00:00Z", "2027-07-15T12:00:00Z"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "America/New_York, America/New_York",
        "America/Bogota,   America/New_York",
        "Europe/Berlin,    Europe/Berlin",
        "Europe/London,    UTC",
        "Asia/Kolkata,     Asia/Kolkata",
        "Pacific/Auckland, Pacific/Auckland",
    })
    void one_half_alone_gives_a_usual_zone_that_fits(String zone, String fitting) {
        assertThat(DeskZone.fitting(offsets(ZoneId.of(zone), "2026-01-31T20:00:00Z")))
                .isEqualTo(ZoneId.of(fitting));
    }

    @Test
    void without_a_zone_that_fits_it_is_the_newest_offset_and_without_any_utc() {
        Map<Instant, ZoneOffset> seen = new LinkedHashMap<>();
        seen.put(MOMENT, ZoneOffset.ofHours(3));
        seen.put(MOMENT.minusSeconds(60), ZoneOffset.ofHours(-3));

        assertThat(DeskZone.fitting(seen)).isEqualTo(ZoneOffset.ofHours(3));
        assertThat(DeskZone.fitting(Map.of())).isEqualTo(ZoneOffset.UTC);
    }

    private static Map<Instant, ZoneOffset> offsets(ZoneId zone, String... moments) {
        Map<Instant, ZoneOffset> offsets = new LinkedHashMap<>();
        Stream.of(moments)
                .map(Instant::parse)
                .forEach(moment -> offsets.put(moment, zone.getRules().getOffset(moment)));
        return offsets;
    }
}
