package dev.sdpmcp.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard, the alerts and the scrape configuration that we ship, held against what a running server exports. */
class MonitoringFilesIT {

    private static final Path FOLDER =
            Path.of(System.getProperty("sdp.project", "")).toAbsolutePath().resolve("domain-config/monitoring");
    private static final ObjectMapper YAML = new YAMLMapper();

    private static final Pattern SELECTOR =
            Pattern.compile("\\b((?:sdp_mcp|jvm|process)_[a-z0-9_]+)(?:\\{([^}]*)\\})?");
    private static final Pattern MATCHER = Pattern.compile("([a-z_]+)(=~|!~|!=|=)\"([^\"]*)\"");
    private static final Pattern BY = Pattern.compile("\\bby \\(([^)]*)\\)");

    /** Labels that Prometheus adds. */
    private static final Set<String> ADDED = Set.of("instance", "job");

    private final Scrape scrape = Scrape.afterACall();

    private static JsonNode yaml(String file) throws IOException {
        return YAML.readTree(Files.readString(FOLDER.resolve(file)));
    }

    private static List<JsonNode> alerts() throws IOException {
        return yaml("alerts.yaml").path("groups").findValues("rules").stream()
                .flatMap(rules ->
                        Stream.iterate(0, i -> i < rules.size(), i -> i + 1).map(rules::get))
                .toList();
    }

    /** Each name is one of a sample, with these labels, and each value that is asked for is one that there is. */
    private void assertExported(String expression) {
        Matcher selector = SELECTOR.matcher(expression);
        while (selector.find()) {
            List<Scrape.Sample> samples = scrape.named(selector.group(1));
            assertThat(samples)
                    .as("samples of %s in %s", selector.group(1), expression)
                    .isNotEmpty();
            Matcher matcher = MATCHER.matcher(selector.group(2) == null ? "" : selector.group(2));
            while (matcher.find()) {
                if (!ADDED.contains(matcher.group(1))) {
                    assertMatches(samples, matcher.group(1), matcher.group(2), matcher.group(3), expression);
                }
            }
        }
        Set<String> labels = scrape.samples().stream()
                .filter(sample -> expression.contains(sample.name()))
                .flatMap(sample -> sample.labels().keySet().stream())
                .collect(Collectors.toSet());
        labels.addAll(ADDED);
        BY.matcher(expression)
                .results()
                .forEach(by -> assertThat(labels).contains(by.group(1).split(", *")));
    }

    private static void assertMatches(
            List<Scrape.Sample> samples, String label, String operator, String wanted, String expression) {
        List<String> values = samples.stream()
                .map(sample -> sample.labels().getOrDefault(label, ""))
                .toList();
        String[] each = operator.contains("~") ? wanted.split("\\|") : new String[] {wanted};
        assertThat(values).as("%s in %s", label, expression).contains(each);
    }

    @Test
    void the_alerts_ask_for_what_there_is() throws IOException {
        List<JsonNode> alerts = alerts();

        assertThat(alerts).hasSizeGreaterThan(15);
        alerts.forEach(alert -> {
            String expression = alert.path("expr").asText();
            assertThat(SELECTOR.matcher(expression).find() || expression.startsWith("up{"))
                    .as(expression)
                    .isTrue();
            assertExported(expression);
            assertThat(alert.at("/labels/severity").asText()).isIn("critical", "warning");
            assertThat(alert.at("/annotations/summary").asText()).isNotBlank();
            assertThat(alert.at("/annotations/runbook_url").asText())
                    .isEqualTo("docs/monitoring.md#alerts-and-what-to-do");
        });
    }

    @Test
    void the_document_says_what_to_do_about_each_alert() throws IOException {
        String document = DocumentedCommands.text("docs/monitoring.md");

        assertThat(alerts())
                .allSatisfy(alert -> assertThat(document)
                        .contains("| `" + alert.path("alert").asText() + "` | "
                                + alert.at("/labels/severity").asText() + " |"));
        assertThat(Pattern.compile("\\| `SdpMcp").matcher(document).results().count())
                .isEqualTo(alerts().size());
    }

    @Test
    void the_dashboard_asks_for_what_there_is() throws IOException {
        JsonNode dashboard = Json.parse(Files.readString(FOLDER.resolve("grafana-dashboard.json")));
        List<String> expressions = dashboard.findValuesAsText("expr");

        assertThat(expressions).hasSizeGreaterThan(30).allSatisfy(this::assertExported);
        assertThat(dashboard.path("panels").findValuesAsText("id")).doesNotHaveDuplicates();
        assertThat(dashboard.at("/templating/list/1/query").asText()).contains("sdp_mcp_ready");
    }

    @Test
    void prometheus_finds_the_rules_and_the_door() throws IOException {
        JsonNode configuration = yaml("prometheus.yaml");
        JsonNode job = configuration.at("/scrape_configs/0");

        assertThat(job.path("metrics_path").asText()).isEqualTo("/metrics");
        assertThat(job.at("/authorization/type").asText()).isEqualTo("Bearer");
        assertThat(FOLDER.resolve(configuration.at("/rule_files/0").asText())).exists();
        assertThat(alerts().get(0).path("expr").asText())
                .contains("job=\"" + job.path("job_name").asText() + "\"");
    }

    @Test
    void the_address_of_the_documents_is_put_before_each_runbook(@TempDir Path folder) throws Exception {
        Path rules = Files.copy(FOLDER.resolve("alerts.yaml"), folder.resolve("alerts.yaml"));

        DocumentedCommands.in("docs/monitoring.md")
                .run(
                        "runbook address",
                        Map.of("RULES", rules.toString(), "DOCUMENTS", "https://git.example.com/x/-/blob/main"));

        assertThat(Files.readString(rules))
                .doesNotContain("runbook_url: docs/")
                .contains("runbook_url: https://git.example.com/x/-/blob/main/docs/monitoring.md#alerts");
    }

    @Test
    void promtool_accepts_rules_and_configuration() throws Exception {
        if (Stream.of(System.getenv("PATH").split(":"))
                .noneMatch(path -> Files.isExecutable(Path.of(path, "promtool")))) {
            throw Deployment.skipped("there is no promtool on this machine (Debian: apt-get install prometheus)");
        }
        String said = DocumentedCommands.in("docs/monitoring.md").run("check the files", Map.of());

        assertThat(said).contains("SUCCESS").doesNotContain("FAILED");
    }
}
