package dev.sdpmcp.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
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

    @Test
    void one_port_is_open_and_on_payara_server_another_that_lets_nobody_in() throws Exception {
        Set<Integer> ports = ListeningSockets.of(Deployment.pid());

        assertThat(ports).contains(Deployment.target().base().getPort());
        ports.remove(Deployment.target().base().getPort());
        if (ServerKind.ofThisRun() != ServerKind.PAYARA_SERVER) {
            assertThat(ports).isEmpty();
            return;
        }
        assertThat(ports).as("the port of administration").hasSize(1);
        String withoutPassword = Base64.getEncoder().encodeToString("admin:".getBytes(StandardCharsets.UTF_8));
        URI administration = URI.create("http://127.0.0.1:" + ports.iterator().next() + "/management/domain");
        assertThat(Http.send(HttpRequest.newBuilder(administration)
                                .header("X-Requested-By", "test")
                                .header("Authorization", "Basic " + withoutPassword)
                                .build())
                        .statusCode())
                .isEqualTo(401);
    }

    private static String configuration(Path base, String name) throws IOException {
        return Files.readString(base.resolve("configuration").resolve(name));
    }
}
