package dev.sdpmcp.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRateFilterTest {

    @ParameterizedTest
    @ValueSource(strings = {"health/live", "/health/live", "/health/ready", "/health/started"})
    void does_not_count_the_questions_of_an_orchestrator(String path) {
        assertThat(AddressRateFilter.isProbe("GET", path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/health",
                "/health/",
                "/health/live/",
                "/HEALTH/live",
                "/sse",
                "/health/live;a=b",
                "//health/live"
            })
    void counts_everything_else(String path) {
        assertThat(AddressRateFilter.isProbe("GET", path)).isFalse();
    }

    @Test
    void counts_other_methods() {
        assertThat(AddressRateFilter.isProbe("POST", "/health/live")).isFalse();
    }
}
