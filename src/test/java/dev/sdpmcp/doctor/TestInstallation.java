package dev.sdpmcp.doctor;

import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.config.reading.ConfigurationReader;
import dev.sdpmcp.config.reading.ConfigurationSource;
import dev.sdpmcp.doctor.Report.CheckResult;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Installation with valid settings in a temporary folder; tests then change it. */
final class TestInstallation {

    static final LineStyle PLAIN = new LineStyle(false, false);
    static final String KEY = "6f1d2a9c4b7e8035d1c6a2f49b0e7d83";

    final Path home;
    private final Map<String, String> values = new LinkedHashMap<>();

    TestInstallation(Path home) {
        this.home = home;
        with("SDP_API_KEYS", "ann:" + KEY);
        with("SDP_CLIENT_ID", "1000.CLIENT");
        with("SDP_CLIENT_SECRET", "the-client-secret");
        with("SDP_REFRESH_TOKEN", "the-refresh-token");
        with("SDP_INSTANCE_NAME", "itdesk");
        with("SDP_DATA_DIR", home.resolve("data").toString());
    }

    TestInstallation with(String name, String value) {
        values.put(name, value);
        return this;
    }

    TestInstallation without(String name) {
        values.remove(name);
        return this;
    }

    Map<String, String> values() {
        return Map.copyOf(values);
    }

    /** Before the configuration has been read. */
    CheckContext unread(String... problems) {
        return new CheckContext(home, home.resolve(".env"), values, List.of(problems));
    }

    ServerConfiguration configuration() {
        return ConfigurationReader.read(ConfigurationSource.of(values));
    }

    /** After the check of the configuration has read it. */
    CheckContext context() {
        CheckContext context = unread();
        context.configuration(configuration());
        return context;
    }

    static List<String> lines(Check check) throws Exception {
        return PLAIN.lines(CheckResult.of(check.name(), 0, check.run()));
    }

    static String line(Check check) throws Exception {
        return String.join("\n", lines(check));
    }
}
