package dev.sdpmcp.config.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConfigurationKeyTest {

    @ParameterizedTest
    @EnumSource(ConfigurationKey.class)
    void has_a_description_and_no_default_for_a_secret(ConfigurationKey key) {
        assertThat(key.meaning()).isNotBlank();
        if (key.kind().secret()) {
            assertThat(key.defaultValue()).isEmpty();
        }
    }

    @Test
    void a_source_falls_back_to_the_next() {
        ConfigurationSource both = ConfigurationSource.of(Map.of("A", "first", "B", " "))
                .orElse(ConfigurationSource.of(Map.of("A", "second", "B", "second")));

        assertThat(both.value("A")).contains("first");
        assertThat(both.value("B")).contains("second");
        assertThat(both.value("C")).isEmpty();
    }
}
