package dev.sdpmcp.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When {@code domain-config/payara-server.sh} prepares Payara anew, and whose domains it takes away. */
@Tag("component")
class PayaraServerScriptTest {

    private static final String SCRIPT = "domain-config/payara-server.sh";
    private static final String PREPARES = "sdp-mcp: preparing Payara Server";
    private static final List<String> TOOLS = List.of(
            "awk",
            "base64",
            "basename",
            "cat",
            "cksum",
            "cp",
            "cut",
            "dirname",
            "grep",
            "head",
            "ls",
            "mkdir",
            "mktemp",
            "mv",
            "rm",
            "sed",
            "sleep",
            "tail",
            "tr");

    /**
     * What answers for the JDK: its version, settings, and a server that leaves another process behind, which is the
     * server now.
     */
    private static final String[] JAVA = {
        "#!/bin/sh",
        "case \"$*\" in",
        "  -version) echo 'openjdk version \"21.0.1\"' >&2 ;;",
        "  *ShellSettings*)",
        "    echo 'SDP_DATA_DIR=data SDP_JAVA_OPTS= SDP_HTTP_HOST=127.0.0.1 SDP_HTTP_PORT=3000 LOG_LEVEL=info'",
        "    ;;",
        "  *)",
        "    sleep 600 >/dev/null 2>&1 &",
        "    echo \"server=$!\"",
        "    echo \"$*\" | sed 's|.*-prebootcommandfile \\(.*\\)/pre-boot.asadmin .*|domain=\\1|'",
        "    ;;",
        "esac"
    };

    private static final String[] ASADMIN = {
        "#!/bin/sh",
        "folder=$(echo \"$*\" | sed 's|.*--domaindir \\(.*\\) sdp-mcp|\\1|')",
        "echo 'Dump of JVM Invocation line'",
        "echo /usr/bin/java",
        "echo \"-Dcom.sun.aas.instanceRoot=$folder/sdp-mcp\"",
        "echo com.sun.enterprise.glassfish.bootstrap.ASMain",
        "echo -domaindir",
        "echo \"$folder/sdp-mcp\"",
        "echo"
    };

    @TempDir
    private Path home;

    private final List<Server> servers = new ArrayList<>();
    private GivenInstallation installation;

    /** One that was started, and the domain that it got. */
    private record Server(String said, Path domain, ProcessHandle process) {
        void kill() {
            process.destroyForcibly();
        }

        /** The process may be nobody's child, so nobody may be told of its end; its lock tells. */
        void awaitEnd() {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> new ProcessBuilder("flock", "-n", domain + ".lock", "true")
                                    .start()
                                    .waitFor()
                            == 0);
        }
    }

    @BeforeEach
    void unpack() throws IOException {
        installation = new GivenInstallation(home);
        installation.program("jdk/bin/java", JAVA);
        payara("payara-6", "6");
        Files.createSymbolicLink(home.resolve("payara"), Path.of("payara-6"));
    }

    private void payara(String folder, String version) throws IOException {
        installation.file(folder + "/glassfish/modules/glassfish.jar", "modules " + version);
        installation.file(
                folder + "/glassfish/domains/domain1/config/domain.xml",
                "<iiop-service>",
                "</iiop-service>",
                "<network-listener port=\"4848\" protocol=\"admin-listener\" name=\"admin-listener\" address=\"0.0.0.0\">",
                "<network-listener port=\"8080\" protocol=\"http-listener-1\" name=\"http-listener-1\">");
        installation.program(folder + "/glassfish/bin/asadmin", ASADMIN);
    }

    @AfterEach
    void end() {
        servers.forEach(Server::kill);
    }

    private Server start(String... environment) throws Exception {
        List<String> all = new ArrayList<>(List.of(environment));
        all.add("PAYARA_HOME=" + home.resolve("payara"));
        String said = installation.run(SCRIPT, List.of(), all.toArray(String[]::new));
        Server server = new Server(
                said,
                Path.of(saidOf(said, "domain")),
                ProcessHandle.of(Long.parseLong(saidOf(said, "server"))).orElseThrow());
        servers.add(server);
        return server;
    }

    private static String saidOf(String said, String name) {
        return said.lines()
                .filter(line -> line.startsWith(name + "="))
                .map(line -> line.substring(name.length() + 1))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " in: " + said));
    }

    @Test
    void prepares_once_while_nothing_changes() throws Exception {
        assertThat(start().said()).contains(PREPARES);

        assertThat(start().said()).doesNotContain(PREPARES);
    }

    @Test
    void prepares_a_payara_anew_that_was_upgraded_where_it_is() throws Exception {
        start();
        payara("payara-6", "6.2026");

        assertThat(start().said()).contains(PREPARES);
    }

    @Test
    void prepares_another_payara_that_the_same_link_leads_to() throws Exception {
        start();
        payara("payara-7", "6");
        Files.delete(home.resolve("payara"));
        Files.createSymbolicLink(home.resolve("payara"), Path.of("payara-7"));

        assertThat(start().said()).contains(PREPARES);
        assertThat(start().said()).doesNotContain(PREPARES);
    }

    @Test
    void prepares_anew_when_what_its_scripts_share_has_changed() throws Exception {
        start();
        Files.writeString(
                home.resolve("sdp-mcp/domain-config/installation.sh"), "# changed\n", StandardOpenOption.APPEND);

        assertThat(start().said()).contains(PREPARES);
    }

    @Test
    void prepares_anew_when_its_folder_has_moved() throws Exception {
        start();
        Files.createDirectory(home.resolve("moved"));
        Files.move(home.resolve("sdp-mcp"), home.resolve("moved/sdp-mcp"));
        Files.createSymbolicLink(home.resolve("sdp-mcp"), Path.of("moved/sdp-mcp"));

        assertThat(start().said()).contains(PREPARES);
    }

    @Test
    void keeps_no_path_of_this_machine_in_what_it_compares() throws Exception {
        start();

        assertThat(home.resolve("sdp-mcp/target/payara-server/fingerprint"))
                .content()
                .matches("[0-9]+ [0-9]+\\R");
    }

    /**
     * As in two containers with one data folder, where the one's process number means nothing, or another, in the
     * other.
     */
    @Test
    void keeps_the_domain_of_a_server_whose_process_it_cannot_see() throws Exception {
        assumeThat(found("flock")).isPresent();
        Server one = start();

        Server other = start();

        assertThat(other.domain()).isNotEqualTo(one.domain()).isDirectory();
        assertThat(one.domain().resolve("config/logging.properties")).exists();
    }

    @Test
    void takes_away_the_domain_of_a_server_that_is_gone() throws Exception {
        assumeThat(found("flock")).isPresent();
        Server gone = start();
        Server stays = start();
        gone.kill();
        gone.awaitEnd();

        Server next = start();

        assertThat(gone.domain()).doesNotExist();
        assertThat(stays.domain()).isDirectory();
        assertThat(next.domain()).isDirectory();
        try (Stream<Path> files = Files.list(next.domain().resolve("..").normalize())) {
            assertThat(files).as("two domains and their locks").hasSize(4);
        }
    }

    @Test
    void takes_nothing_away_where_there_are_no_locks_and_says_so() throws Exception {
        for (String tool : TOOLS) {
            installation.program(
                    "tools/" + tool, "#!/bin/sh", "exec " + found(tool).orElseThrow() + " \"$@\"");
        }
        Server gone = start("PATH=" + home.resolve("tools"));
        gone.kill();

        Server next = start("PATH=" + home.resolve("tools"));

        assertThat(next.said()).contains("no flock", "util-linux");
        assertThat(gone.domain()).isDirectory();
        assertThat(start().domain()).isDirectory();
        assertThat(next.domain()).as("it has no lock that says that it runs").isDirectory();
    }

    /** Before any boot command, which a Payara that does not know it would pass over. */
    @Test
    void administration_is_reached_from_this_machine_only() throws Exception {
        assertThat(Files.readString(start().domain().resolve("config/domain.xml")))
                .contains(
                        "<network-listener address=\"127.0.0.1\" port=\"0\" protocol=\"admin-listener\" name=\"admin-listener\">")
                .contains("<network-listener port=\"8080\"")
                .doesNotContain("4848", "0.0.0.0");
    }

    @Test
    void a_payara_whose_administration_cannot_be_closed_is_not_started() throws Exception {
        installation.file("payara-6/glassfish/domains/domain1/config/domain.xml", "<iiop-service>", "</iiop-service>");

        assertThatThrownBy(this::start)
                .hasMessageContaining("administration port of this Payara Server cannot be closed");
    }

    private static Optional<Path> found(String tool) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
