package dev.sdpmcp.config.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sdpmcp.config.ServerConfiguration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A complete, valid set of variables, which a test can change. */
final class Given {

    static final String KEY = "0123456789abcdef0123456789abcdef";
    static final String OTHER_KEY = "fedcba9876543210fedcba9876543210";

    private final Map<String, String> values = new LinkedHashMap<>();

    static Given validValues() {
        return new Given()
                .with("SDP_API_KEYS", KEY)
                .with("SDP_CLIENT_ID", "1000.ABC")
                .with("SDP_CLIENT_SECRET", "client-secret")
                .with("SDP_REFRESH_TOKEN", "refresh-token")
                .with("SDP_INSTANCE_NAME", "itdesk");
    }

    Given with(String name, String value) {
        values.put(name, value);
        return this;
    }

    Given without(String name) {
        values.remove(name);
        return this;
    }

    ServerConfiguration read() {
        return ConfigurationReader.read(ConfigurationSource.of(values));
    }

    List<String> problems() {
        InvalidConfigurationException refused = catchThrowableOfType(InvalidConfigurationException.class, this::read);
        assertThat(refused).as("refusal of %s", values.keySet()).isNotNull();
        return refused.problems();
    }

    /** The only problem of this set. */
    String problem() {
        assertThat(problems()).hasSize(1);
        return problems().get(0);
    }
}
