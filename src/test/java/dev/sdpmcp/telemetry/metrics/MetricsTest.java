package dev.sdpmcp.telemetry.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sdpmcp.telemetry.metrics.KnownNames.NamedCounts;
import dev.sdpmcp.telemetry.metrics.KnownNames.NamedTimes;
import dev.sdpmcp.telemetry.metrics.Metrics.MetricsPage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsTest {

    private static final KnownNames TOOLS = KnownNames.of(List.of("echo", "list"));

    private final Metrics metrics = withJvmMetrics();

    private enum Colour {
        RED,
        DARK_BLUE
    }

    private static Metrics withJvmMetrics() {
        Metrics metrics = new Metrics();
        metrics.registerJvmMetrics();
        return metrics;
    }

    private String page() {
        return new String(metrics.page(null).content(), StandardCharsets.UTF_8);
    }

    @Test
    void counts_by_kind_and_shows_kinds_without_events() {
        Counts<Colour> counts = metrics.counts("test_things_total", "Things.", "colour", Colour.class);

        counts.count(Colour.DARK_BLUE);
        counts.count(Colour.DARK_BLUE);

        assertThat(page())
                .contains(
                        "# HELP test_things_total Things.",
                        "# TYPE test_things_total counter",
                        "test_things_total{colour=\"dark_blue\"} 2.0",
                        "test_things_total{colour=\"red\"} 0.0");
        assertThat(counts.value(Colour.DARK_BLUE)).isEqualTo(2);
    }

    @Test
    void counts_unknown_names_as_other() {
        NamedCounts<Colour> counts =
                metrics.counts("test_calls_total", "Calls.", "tool", TOOLS, "colour", Colour.class);

        counts.count("echo", Colour.RED);
        for (int made = 0; made < 100; made++) {
            counts.count("made-up-" + made, Colour.RED);
        }
        counts.count(null, Colour.RED);

        assertThat(page())
                .contains(
                        "test_calls_total{colour=\"red\",tool=\"echo\"} 1.0",
                        "test_calls_total{colour=\"red\",tool=\"other\"} 101.0")
                .doesNotContain("made-up");
    }

    @Test
    void refuses_duplicate_and_reserved_names() {
        assertThatThrownBy(() -> KnownNames.of(List.of("a", "a"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> KnownNames.of(List.of("other"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void measures_time_in_seconds() {
        NamedTimes times = metrics.times(
                "test_duration_seconds", "Time.", "tool", TOOLS, List.of(Duration.ofMillis(50), Duration.ofSeconds(2)));

        times.took("list", Duration.ofMillis(40));
        times.took("list", Duration.ofMillis(1_500));
        times.took("list", Duration.ofMinutes(3));

        assertThat(page())
                .contains(
                        "test_duration_seconds_bucket{tool=\"list\",le=\"0.05\"} 1",
                        "test_duration_seconds_bucket{tool=\"list\",le=\"2.0\"} 2",
                        "test_duration_seconds_bucket{tool=\"list\",le=\"+Inf\"} 3",
                        "test_duration_seconds_sum{tool=\"list\"} 181.54");
    }

    @Test
    void leaves_out_values_that_fail_and_shows_the_rest() {
        metrics.gauge("test_broken", "Broken.", () -> {
            throw new IllegalStateException("on purpose");
        });
        metrics.gauge("test_unknown", "Unknown.", () -> Double.NaN);
        metrics.gauges("test_colours", "Colours.", "colour", Colour.class, colour -> {
            if (colour == Colour.RED) {
                throw new IllegalStateException("on purpose");
            }
            return 3;
        });
        metrics.gauges("test_checks", "Checks.", "check", () -> {
            throw new IllegalStateException("on purpose");
        });

        assertThat(page())
                .contains("test_colours{colour=\"dark_blue\"} 3.0", "jvm_memory_used_bytes")
                .doesNotContain("NaN", "test_colours{colour=\"red\"}");
    }

    @Test
    void refuses_a_duplicate_name() {
        metrics.gauge("test_once", "Once.", () -> 1);

        assertThatThrownBy(() -> metrics.gauge("test_once", "Twice.", () -> 2))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "*/*",
                "text/plain",
                "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited"
            })
    void writes_the_text_format_by_default(String accept) {
        assertThat(metrics.page(accept).contentType()).startsWith("text/plain; version=0.0.4");
    }

    @Test
    void writes_openmetrics_on_request() {
        MetricsPage page =
                metrics.page("application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3");

        assertThat(page.contentType()).startsWith("application/openmetrics-text");
        assertThat(new String(page.content(), StandardCharsets.UTF_8)).endsWith("# EOF\n");
    }
}
