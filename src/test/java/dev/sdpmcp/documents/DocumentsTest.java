package dev.sdpmcp.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sdpmcp.config.reading.ConfigurationKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules for every document. The commands of a document are tested by the tests that run them. */
class DocumentsTest {

    private static final Pattern TYPE =
            Pattern.compile("^ *(?:[a-z-]+ )*(?:class|record|enum|@?interface) ([A-Z]\\w*)", Pattern.MULTILINE);

    /** Of all sources. */
    private static final Set<String> TYPES = types();

    private static final String TESTED = "tested: ";
    private static final String NOT_RUN = "not run: ";
    private static final String BY_CI = "tested by .ci/run";
    private static final int LEAST_REASON = 15;
    private static final Set<String> COMMANDS = Set.of("sh", "bash", "sql");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Names that documents give to settings of other programs, or to what the reader fills in. */
    private static final Set<String> NOT_OURS = Set.of("SDP_MCP_VERSION");

    /** Names in the form of a Java type that belong to Java, libraries, systemd, Apache or Prometheus. */
    private static final Set<String> FOREIGN_TYPES = Set.of(
            "CompileThresholdScaling",
            "DynamicFeature",
            "ExitOnOutOfMemoryError",
            "HttpURLConnection",
            "LimitNOFILE",
            "ManagedThreadFactory",
            "MemoryDenyWriteExecute",
            "OutOfMemoryError",
            "PrivateTmp",
            "ProtectSystem",
            "ProxyPass",
            "RequestHeader",
            "WatchService");

    static List<Document> documents() throws IOException {
        return Document.all();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void links_lead_somewhere(Document document) throws IOException {
        List<Document> all = Document.all();
        for (String link : document.links()) {
            String file = link.replaceFirst("#.*", "");
            Path here = document.path().toAbsolutePath();
            Path target = file.isEmpty() ? here : here.resolveSibling(file).normalize();
            assertThat(target).as("the link %s", link).exists();
            if (link.contains("#")) {
                assertThat(anchors(all, target)).as("the heading of %s", link).contains(link.replaceFirst(".*#", ""));
            }
        }
    }

    private static Set<String> anchors(List<Document> all, Path target) {
        return all.stream()
                .filter(each -> each.path().toAbsolutePath().equals(target))
                .flatMap(each -> each.anchors().stream())
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @MethodSource("documents")
    void names_only_settings_that_there_are(Document document) {
        Set<String> known = ConfigurationKey.variables();
        known.addAll(NOT_OURS);
        assertThat(known).containsAll(document.variables());
    }

    /** The changelog names what a version had. Names of alerts are tested against their file. */
    @ParameterizedTest
    @MethodSource("documents")
    void names_only_types_that_there_are(Document document) {
        if (document.path().endsWith("CHANGELOG.md")) {
            return;
        }
        assertThat(document.types())
                .filteredOn(name -> !FOREIGN_TYPES.contains(name) && !name.startsWith("SdpMcp"))
                .isSubsetOf(TYPES);
    }

    private static Set<String> types() {
        Set<String> types = new HashSet<>();
        try (Stream<Path> sources = Files.walk(Path.of("src"))) {
            for (Path source :
                    sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                TYPE.matcher(Files.readString(source)).results().forEach(found -> types.add(found.group(1)));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return types;
    }

    @ParameterizedTest
    @MethodSource("decisions")
    void a_decision_has_a_date_three_sections_and_a_line_in_the_index(Document decision) {
        String number = decision.path().getFileName().toString().replaceFirst("^0*(\\d+)-.*", "$1");

        assertThat(decision.text())
                .startsWith("# " + number + ". ")
                .containsPattern("\nDate: \\d{4}-\\d\\d-\\d\\d.*\\. Status: .+\\.\n")
                .contains("\n## Context\n", "\n## Decision\n", "\n## Consequences\n");
        assertThat(Document.named("docs/decisions/README.md").links())
                .contains(decision.path().getFileName().toString());
    }

    static List<Document> decisions() throws IOException {
        return Document.all().stream()
                .filter(each -> each.path().getFileName().toString().matches("\\d{4}-.*"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void samples_of_json_are_json(Document document) {
        for (Document.Block block : document.blocks()) {
            if (block.language().equals("json")) {
                assertThatCode(() -> JSON.readTree(block.content()))
                        .as(block.content())
                        .doesNotThrowAnyException();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void commands_are_run_by_a_test_or_say_why_not(Document document) throws IOException {
        for (Document.Block block : document.blocks()) {
            if (COMMANDS.contains(block.language())) {
                assertThat(isRun(block) || isExcused(block))
                        .as(
                                "before it: <!-- tested: NAME -->, run by a test, or <!-- not run: WHY -->:%n%s",
                                block.content())
                        .isTrue();
            }
        }
    }

    private static boolean isRun(Document.Block block) throws IOException {
        if (block.remark().equals(BY_CI)) {
            String ci = Files.readString(Path.of(".ci/run"));
            return block.content()
                    .lines()
                    .map(line -> line.replaceFirst("\\s+#.*", "").strip())
                    .allMatch(ci::contains);
        }
        return block.remark().startsWith(TESTED)
                && isNamedByATest(block.remark().substring(TESTED.length()));
    }

    private static boolean isNamedByATest(String name) throws IOException {
        try (Stream<Path> tests = Files.walk(Path.of("src/test/java"))) {
            return tests.filter(file -> file.toString().endsWith(".java")).anyMatch(file -> {
                try {
                    return Files.readString(file).contains("\"" + name + "\"");
                } catch (IOException unreadable) {
                    throw new java.io.UncheckedIOException(unreadable);
                }
            });
        }
    }

    private static boolean isExcused(Document.Block block) {
        return block.remark().startsWith(NOT_RUN) && block.remark().length() > NOT_RUN.length() + LEAST_REASON;
    }
}
