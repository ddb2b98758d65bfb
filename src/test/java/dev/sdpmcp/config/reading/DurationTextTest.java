package dev.sdpmcp.config.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.config.reading.TypedValues.DurationText;
import java.time.Duration;
import java.time.Period;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {

    @ParameterizedTest
    @CsvSource({
        "1800000, PT30M",
        "30m, PT30M",
        "90s, PT90S",
        "1500ms, PT1.5S",
        "2h, PT2H",
        "7d, P7D",
        "1s, PT1S",
        "0001h, PT1H"
    })
    void durations_have_a_unit_or_are_milliseconds(String written, Duration meant) {
        assertThat(Given.validValues()
                        .with("SSE_SESSION_TIMEOUT", written)
                        .read()
                        .sessions()
                        .idleTimeout())
                .isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource({"365, 365", "30d, 30", "48h, 2", "86400s, 1", "1440m, 1"})
    void plain_numbers_of_days_are_days(String written, int meant) {
        assertThat(Given.validValues()
                        .with("SDP_AUDIT_RETENTION_DAYS", written)
                        .read()
                        .audit()
                        .retention())
                .isEqualTo(Period.ofDays(meant));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "999ms",
                "8d",
                "0s",
                "30 m",
                "30M",
                "m",
                "1.5h",
                "-1s",
                "1h30m",
                "30min",
                "999999999999999999d",
                "9999999999999999999s",
                "٣s"
            })
    void malformed_durations_are_refused_with_the_bounds_in_both_forms(String written) {
        assertThat(Given.validValues().with("SSE_SESSION_TIMEOUT", written).problem())
                .isEqualTo("SSE_SESSION_TIMEOUT is \"" + written + "\". Give a whole number (milliseconds) from 1000 to"
                        + " 604800000, or one with a unit (ms, s, m, h, d) from 1s to 7d.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"36h", "1s", "0d", "36501d"})
    void fractions_of_days_and_values_out_of_bounds_are_refused(String written) {
        assertThat(Given.validValues().with("SDP_AUDIT_RETENTION_DAYS", written).problem())
                .startsWith("SDP_AUDIT_RETENTION_DAYS is \"" + written + "\".")
                .endsWith("from 1 to 36500, or one with a unit (ms, s, m, h, d) from 1d to 36500d.");
    }

    @Test
    void other_numbers_have_no_unit() {
        assertThat(Given.validValues().with("SDP_HTTP_PORT", "30m").problem())
                .isEqualTo("SDP_HTTP_PORT is \"30m\". Give a whole number (port) from 1 to 65535.");
    }

    @Test
    void bounds_are_formatted_in_the_largest_unit() {
        assertThat(DurationText.format(100, "milliseconds")).isEqualTo("100ms");
        assertThat(DurationText.format(300_000, "milliseconds")).isEqualTo("5m");
        assertThat(DurationText.format(90, "seconds")).isEqualTo("90s");
        assertThat(DurationText.format(120, "minutes")).isEqualTo("2h");
        assertThat(ConfigurationKey.SSE_SESSION_TIMEOUT.kind().allowed())
                .isEqualTo("duration, 1s to 7d; a plain number is milliseconds");
    }
}
