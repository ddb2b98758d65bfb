package dev.sdpmcp.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When {@code domain-config/wildfly.sh} configures WildFly anew. */
@Tag("component")
class WildFlyScriptTest {

    private static final String CONFIGURES = "sdp-mcp: configuring WildFly";

    @TempDir
    private Path home;

    private GivenInstallation installation;

    @BeforeEach
    void unpack() throws IOException {
        installation = new GivenInstallation(home);
        installation.program("jdk/bin/java", "#!/bin/sh", "echo 'openjdk version \"21.0.1\"' >&2");
        wildFly("wildfly-38", "38");
        Files.createSymbolicLink(home.resolve("wildfly"), Path.of("wildfly-38"));
    }

    private void wildFly(String folder, String version) throws IOException {
        installation.file(folder + "/jboss-modules.jar", "modules");
        installation.file(folder + "/standalone/configuration/standalone-microprofile.xml", "server " + version);
        installation.program(folder + "/bin/jboss-cli.sh", "#!/bin/sh", "exit 0");
    }

    private String prepare() throws Exception {
        return installation.run(
                "domain-config/wildfly.sh", List.of("--prepare"), "JBOSS_HOME=" + home.resolve("wildfly"));
    }

    private String configuration() throws IOException {
        return Files.readString(home.resolve("sdp-mcp/target/wildfly/configuration/sdp-mcp.xml"));
    }

    @Test
    void configures_once_while_nothing_changes() throws Exception {
        assertThat(prepare()).contains(CONFIGURES);

        assertThat(prepare()).doesNotContain(CONFIGURES);
    }

    @Test
    void configures_a_wildfly_anew_that_was_upgraded_where_it_is() throws Exception {
        prepare();
        wildFly("wildfly-38", "39");

        assertThat(prepare()).contains(CONFIGURES);
        assertThat(configuration()).isEqualTo("server 39\n");
    }

    @Test
    void configures_another_wildfly_that_the_same_link_leads_to() throws Exception {
        prepare();
        wildFly("wildfly-40", "38");
        Files.delete(home.resolve("wildfly"));
        Files.createSymbolicLink(home.resolve("wildfly"), Path.of("wildfly-40"));

        assertThat(prepare()).contains(CONFIGURES);
        assertThat(prepare()).doesNotContain(CONFIGURES);
    }

    @Test
    void keeps_no_path_of_this_machine_in_what_it_compares() throws Exception {
        prepare();

        assertThat(home.resolve("sdp-mcp/target/wildfly/fingerprint")).content().matches("[0-9]+ [0-9]+\\R");
    }
}
