package dev.sdpmcp.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody who follows the documents word for word, in a folder of their own, with a simulated Zoho. */
@Tag(ServerKind.MICRO_ONLY) // the documents that it follows are those of start-sse.sh
@Tag("own-server")
class NewcomerIT {

    private static final Path PROJECT =
            Path.of(System.getProperty("sdp.project", "")).toAbsolutePath();
    private static final List<String> INSTALLED = List.of(
            "start-sse.sh",
            ".env.sse.example",
            "target/sdp-mcp.war",
            "target/sdp-mcp-launcher.jar",
            "target/sdp-simulator.jar",
            "target/payara-micro.jar");
    private static final Duration PATIENCE = Duration.ofMinutes(8);

    @TempDir
    Path home;

    @BeforeEach
    void installation() throws IOException {
        if (!System.getProperty("sdp.url", "").isEmpty()) {
            throw Deployment.skipped("it starts a server of its own, and another one is given (-Dsdp.url)");
        }
        Files.createDirectory(home.resolve("target"));
        Files.createDirectory(home.resolve("domain-config"));
        for (String file : INSTALLED) {
            Files.copy(PROJECT.resolve(file), home.resolve(file));
        }
        try (Stream<Path> configuration = Files.list(PROJECT.resolve("domain-config"))) {
            for (Path file : configuration.filter(Files::isRegularFile).toList()) {
                Files.copy(file, home.resolve("domain-config").resolve(file.getFileName()));
            }
        }
        assertThat(home.resolve("start-sse.sh").toFile().setExecutable(true)).isTrue();
    }

    @Test
    void gets_from_nothing_to_a_service_by_the_documents() throws Exception {
        DocumentedCommands start =
                DocumentedCommands.in("docs/getting-started.md").readIn(home);
        try (ChildProcess zoho = OwnServer.startDesk(0)) {
            URI desk = URI.create(zoho.awaitMark(PATIENCE));
            Map<String, String> shell = new HashMap<>();

            String key = start.run("settings", shell).strip();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(".env"))))
                    .isEqualTo("rw-------");
            fillIn(key, desk);
            shell.put("CODE", code(desk));
            assertThat(start.run("authorize", shell)).contains("tickets").doesNotContain(shell.get("CODE"));
            assertThat(start.run("doctor", shell)).doesNotContain("FAIL").doesNotContain(key);

            DocumentedCommands upgrade =
                    DocumentedCommands.in("docs/upgrade.md").readIn(home);
            assertThat(upgrade.run("doctor", shell)).doesNotContain("FAIL");

            try (ChildProcess server =
                    ChildProcess.start(home, "ready:", Map.of(), List.of("sh", "-c", "exec " + start.block("start")))) {
                URI url = URI.create(server.awaitMark(PATIENCE));
                // what these need stands in .env, and in no shell
                assertThat(start.run("look", Map.of())).contains("\"UP\"").contains("remaining");
                assertThat(upgrade.run("after an upgrade", Map.of())).contains("\"UP\"");
                shell.put("KEY", key);
                shell.put("URL", url.resolve("/").toString().replaceFirst("/$", ""));
                assertThat(DocumentedCommands.in("docs/clients.md").readIn(home).run("by hand", shell))
                        .contains("event: endpoint");
                server.terminate();
                assertThat(server.awaitExit(PATIENCE)).isZero();
                Secrets.assertNoneIn(server.output());
            }
        }
    }

    /** What the reader does by hand. */
    private void fillIn(String key, URI desk) throws IOException {
        Secrets.used(key);
        Map<String, String> values = Map.of(
                "SDP_CLIENT_ID", "suite",
                "SDP_CLIENT_SECRET", "suite-secret",
                "SDP_INSTANCE_NAME", "itdesk",
                "SDP_API_KEYS", "alice:" + key);
        StringBuilder filled = new StringBuilder();
        for (String line : Files.readAllLines(home.resolve(".env"))) {
            String name = line.replaceFirst("=.*", "");
            filled.append(line).append(values.getOrDefault(name, "")).append('\n');
        }
        // where the simulated Zoho is, and a port that no other test uses
        filled.append("SDP_BASE_URL=").append(desk).append('\n');
        filled.append("SDP_ACCOUNTS_URL=").append(desk).append('\n');
        filled.append("SDP_HTTP_PORT=").append(FreePort.pick()).append('\n');
        Files.writeString(home.resolve(".env"), filled);
    }

    private static String code(URI desk) {
        HttpRequest wanted = HttpRequest.newBuilder(desk.resolve("/_sim/codes"))
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        return Json.parse(Http.send(wanted).body()).path("code").asText();
    }
}
