package dev.sdpmcp.doctor;

import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.config.reading.ConfigurationReader;
import dev.sdpmcp.config.reading.ConfigurationSource;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An installation with sound settings in a folder of its own, to be made ill. */
final class Patient {

    static final String KEY = "6f1d2a9c4b7e8035d1c6a2f49b0e7d83";

    final Path home;
    final CheckContext chart = new CheckContext();
    private final Map<String, String> values = new LinkedHashMap<>();

    Patient(Path home) {
        this.home = home;
        with("SDP_API_KEYS", "ann:" + KEY);
        with("SDP_CLIENT_ID", "1000.CLIENT");
        with("SDP_CLIENT_SECRET", "the-client-secret");
        with("SDP_REFRESH_TOKEN", "the-refresh-token");
        with("SDP_INSTANCE_NAME", "itdesk");
        with("SDP_DATA_DIR", home.resolve("data").toString());
    }

    Patient with(String name, String value) {
        values.put(name, value);
        return this;
    }

    Patient without(String name) {
        values.remove(name);
        return this;
    }

    Map<String, String> values() {
        return Map.copyOf(values);
    }

    Installation installation(String... problems) {
        return new Installation(home, home.resolve(".env"), values, List.of(problems));
    }

    ServerConfiguration configuration() {
        return ConfigurationReader.read(ConfigurationSource.of(values));
    }

    /** With the settings read, as the check of the configuration leaves it. */
    CheckContext readChart() {
        chart.configuration(configuration());
        return chart;
    }

    static List<String> lines(Check check) throws Exception {
        return Report.lines(CheckResult.of(check.name(), 0, check.examine()));
    }

    static String line(Check check) throws Exception {
        return String.join("\n", lines(check));
    }
}
