package dev.sdpmcp.config.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConfigurationKeyTest {

    @ParameterizedTest
    @EnumSource(ConfigurationKey.class)
    void says_what_it_means_and_shows_no_secret_default(ConfigurationKey key) {
        assertThat(key.meaning()).isNotBlank();
        if (key.kind().secret()) {
            assertThat(key.defaultValue()).isEmpty();
        }
    }

    @Test
    void a_source_is_asked_only_for_what_the_one_before_it_lacks() {
        ConfigurationSource both = ConfigurationSource.of(Map.of("A", "first", "B", " "))
                .orElse(ConfigurationSource.of(Map.of("A", "second", "B", "second")));

        assertThat(both.value("A")).contains("first");
        assertThat(both.value("B")).contains("second");
        assertThat(both.value("C")).isEmpty();
    }
}
