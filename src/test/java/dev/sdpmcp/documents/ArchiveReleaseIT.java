package dev.sdpmcp.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The archive of a release, unpacked where there is no checkout: its documents, and the scripts of all servers. */
class ArchiveReleaseIT {

    private static final Path RELEASE =
            Path.of(System.getProperty("sdp.project", "")).toAbsolutePath().resolve("target/release");

    @TempDir
    static Path folder;

    private static Path archive;
    private static Path unpacked;

    private record Run(int exitCode, String said) {}

    @BeforeAll
    static void unpack() throws Exception {
        try (Stream<Path> files = Files.list(RELEASE)) {
            archive = files.filter(each -> each.toString().endsWith(".tar.gz"))
                    .findFirst()
                    .orElseThrow();
        }
        assertThat(run(folder, "tar", "-xzf", archive.toString()).exitCode()).isZero();
        unpacked = folder.resolve(archive.getFileName().toString().replace(".tar.gz", ""));
    }

    private static Run run(Path where, String... command) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(where.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.matches("(SDP_|JBOSS_|PAYARA_).*"));
        builder.environment().put("JBOSS_HOME", folder.resolve("wildfly").toString());
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Run(process.exitValue(), said);
    }

    @Test
    void links_of_its_documents_lead_to_files_in_it() throws IOException {
        List<Document> documents = Document.allIn(unpacked);
        assertThat(documents).hasSizeGreaterThan(15);
        for (Document document : documents) {
            for (String link : document.links()) {
                String file = link.replaceFirst("#.*", "");
                assertThat(document.path().resolveSibling(file).normalize())
                        .as("%s links to %s", document, link)
                        .exists();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "bin/sdp-mcp --help, 0, --verify-audit",
        "bin/sdp-mcp --version, 0, (commit ",
        "bin/sdp-mcp --deom, 2, unknown option --deom",
        "bin/sdp-mcp --demo --check, 0, the settings are valid",
        "bin/sdp-mcp --check, 5, SDP_CLIENT_ID",
        "bin/sdp-mcp --check --env none.env, 5, none.env does not exist",
        "domain-config/wildfly.sh --help, 0, --prepare",
        "domain-config/wildfly.sh --hepl, 2, unknown option --hepl",
        "domain-config/payara-server.sh --help, 0, PAYARA_HOME",
        "domain-config/payara-server.sh --hepl, 2, unknown option --hepl",
        "domain-config/payara-server.sh, 2, PAYARA_HOME is not the folder",
    })
    void a_script_answers(String command, int exitCode, String answer) throws Exception {
        Run run = run(unpacked, command.split(" "));

        assertThat(run.said()).contains(answer);
        assertThat(run.exitCode()).as(run.said()).isEqualTo(exitCode);
    }

    /** A WildFly is made up, as in WildFlyScriptTest: the script finds what it deploys, and prepares. */
    @Test
    void wildfly_is_configured_with_what_is_in_it() throws Exception {
        Path wildFly = folder.resolve("wildfly");
        Path cli = wildFly.resolve("bin/jboss-cli.sh");
        Files.createDirectories(cli.getParent());
        Files.writeString(cli, "#!/bin/sh\ntest -f target/sdp-mcp.war\n");
        assertThat(cli.toFile().setExecutable(true)).isTrue();
        Files.writeString(wildFly.resolve("jboss-modules.jar"), "modules");
        Files.createDirectories(wildFly.resolve("standalone/configuration"));
        Files.writeString(wildFly.resolve("standalone/configuration/standalone-microprofile.xml"), "server");

        Run run = run(unpacked, "domain-config/wildfly.sh", "--prepare");

        assertThat(run.exitCode()).as(run.said()).isZero();
        assertThat(unpacked.resolve("target/wildfly/configuration/sdp-mcp.xml")).hasContent("server");
    }

    @Test
    void belongs_to_root_has_one_time_and_stands_among_the_checksums() throws Exception {
        String list = run(folder, "tar", "--numeric-owner", "-tvzf", archive.toString())
                .said();

        assertThat(list.lines()
                        .map(line -> line.split("\\s+"))
                        .map(words -> words[1] + " " + words[3])
                        .distinct())
                .hasSize(1)
                .allMatch(line -> line.startsWith("0/0 "));
        assertThat(Files.readString(RELEASE.resolve("SHA256SUMS")))
                .contains("  " + archive.getFileName() + "\n")
                .contains("_all.deb\n");
    }
}
