package dev.sdpmcp.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What one reading of {@code /metrics} said, in Prometheus' text format 0.0.4. */
final class Scrape {

    private static final Pattern SAMPLE =
            Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)\\})? (NaN|[+-]Inf|[-+0-9.eE]+)");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    private final Map<String, String> types = new TreeMap<>();
    private final Map<String, String> helps = new HashMap<>();
    private final List<Sample> samples = new ArrayList<>();

    /** One line. */
    record Sample(String name, Map<String, String> labels, double value) {}

    private Scrape() {}

    /** @throws AssertionError for a line that is none of the format */
    static Scrape of(String text) {
        Scrape scrape = new Scrape();
        text.lines().forEach(scrape::take);
        return scrape;
    }

    /** Reads the server's metrics with an admin key. */
    static Scrape from(OwnServer server, String adminKey) {
        RawHttp.Answer answer = RawHttp.send(server.target().base(), "GET", "/metrics", GuardedServer.key(adminKey));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return of(answer.body());
    }

    /** Reads those of the guarded server, when a tool has been called, so that there is a token to tell of. */
    static Scrape afterACall() {
        OwnServer server = GuardedServer.get();
        try (TestSession session = TestSession.ready(server.target())) {
            session.tool("list_requests", Json.object("{'page_size':1}"));
        }
        return from(server, GuardedServer.ROOT);
    }

    private void take(String line) {
        if (line.startsWith("# TYPE ")) {
            String[] words = line.split(" ");
            types.put(words[2], words[3]);
        } else if (line.startsWith("# HELP ")) {
            String[] words = line.split(" ", 4);
            helps.put(words[2], words[3]);
        } else if (!line.isBlank()) {
            Matcher sample = SAMPLE.matcher(line);
            assertThat(sample.matches()).as("a sample: %s", line).isTrue();
            Map<String, String> labels = new TreeMap<>();
            Matcher label = LABEL.matcher(sample.group(2) == null ? "" : sample.group(2));
            while (label.find()) {
                labels.put(label.group(1), label.group(2));
            }
            samples.add(new Sample(sample.group(1), labels, Double.parseDouble(sample.group(3))));
        }
    }

    /** The type of each family by its name. */
    Map<String, String> types() {
        return types;
    }

    Map<String, String> helps() {
        return helps;
    }

    List<Sample> samples() {
        return samples;
    }

    List<Sample> named(String name) {
        return samples.stream().filter(sample -> sample.name().equals(name)).toList();
    }

    /** The sum of the samples that have these labels; 0 if there is none. */
    double value(String name, Map<String, String> labels) {
        return named(name).stream()
                .filter(sample -> sample.labels().entrySet().containsAll(labels.entrySet()))
                .mapToDouble(Sample::value)
                .sum();
    }
}
