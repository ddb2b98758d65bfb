package dev.sdpmcp.config.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.config.Secret;
import dev.sdpmcp.config.TraceSettings;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceReadingTest {

    private static TraceSettings read(Map<String, String> given) {
        return new TraceReading(new TypedValues(ConfigurationSource.of(given))).read();
    }

    private static List<String> problems(Map<String, String> given) {
        TypedValues values = new TypedValues(ConfigurationSource.of(given));
        TraceSettings unused = new TraceReading(values).read();
        assertThat(unused).isNotNull();
        return values.problems();
    }

    @Test
    void traces_are_off_without_a_collector() {
        assertThat(read(Map.of()).on()).isFalse();
        TraceSettings named = read(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "https://collector.example.com:4318/"));
        assertThat(named.on()).isTrue();
        assertThat(named.endpoint()).isEqualTo(URI.create("https://collector.example.com:4318"));
        assertThat(named.propagated()).isTrue();
        assertThat(named.sampledShare()).isEqualTo(1);
    }

    @Test
    void the_switch_has_precedence() {
        assertThat(read(Map.of("OTEL_SDK_DISABLED", "true", "OTEL_EXPORTER_OTLP_ENDPOINT", "http://c:4318"))
                        .on())
                .isFalse();
    }

    @Test
    void headers_are_decoded_and_secret() {
        TraceSettings settings = read(Map.of("OTEL_EXPORTER_OTLP_HEADERS", "api-key=abc, Authorization=Bearer%20a+b"));

        assertThat(settings.headers())
                .containsEntry("Authorization", new Secret("Bearer a+b"))
                .containsEntry("api-key", new Secret("abc"));
        assertThat(settings.toString()).doesNotContain("abc", "a+b");
    }

    @ParameterizedTest
    @CsvSource({
        "OTEL_EXPORTER_OTLP_ENDPOINT, localhost:4318",
        "OTEL_EXPORTER_OTLP_ENDPOINT, grpc://c:4317",
        "OTEL_EXPORTER_OTLP_ENDPOINT, http://user@c:4318",
        "OTEL_EXPORTER_OTLP_HEADERS, secretvalue",
        "OTEL_EXPORTER_OTLP_HEADERS, a=secretvalue%zz",
        "OTEL_TRACES_SAMPLER_ARG, 1.5",
        "OTEL_TRACES_SAMPLER_ARG, always",
        "OTEL_PROPAGATORS, b3",
        "OTEL_SDK_DISABLED, false",
        "OTEL_SDK_DISABLED, yes"
    })
    void refuses_unsupported_values(String key, String value) {
        assertThat(problems(Map.of(key, value)))
                .singleElement()
                .satisfies(problem -> assertThat(problem).startsWith(key).doesNotContain("secretvalue"));
    }
}
