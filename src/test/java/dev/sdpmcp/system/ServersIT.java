package dev.sdpmcp.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** docs/servers.md, as far as the other tests, which run on each of the servers, do not show it. */
class ServersIT {

    private static final Path PROJECT =
            Path.of(System.getProperty("sdp.project", "")).toAbsolutePath();

    @Test
    void wildfly_is_configured_offline_and_its_installation_stays_as_it_was() throws Exception {
        if (ServerKind.ofThisRun() != ServerKind.WILDFLY) {
            throw Deployment.skipped("it needs a WildFly (./mvnw -Pwildfly verify)");
        }
        Path home = Path.of(System.getProperty("sdp.serverHome", ""));
        String before = configuration(home.resolve("standalone"), "standalone-microprofile.xml");

        DocumentedCommands.in("docs/servers.md").run("configure wildfly", Map.of("JBOSS_HOME", home.toString()));

        String ours = configuration(PROJECT.resolve("target/wildfly"), "sdp-mcp.xml");
        assertThat(ours)
                .contains("${SDP_HTTP_PORT:3000}", "${SDP_HTTP_HOST:127.0.0.1}")
                .doesNotContain("<http-interface", "https-listener", "welcome-content");
        assertThat(configuration(home.resolve("standalone"), "standalone-microprofile.xml"))
                .isEqualTo(before);
    }

    private static String configuration(Path base, String name) throws IOException {
        return Files.readString(base.resolve("configuration").resolve(name));
    }
}
