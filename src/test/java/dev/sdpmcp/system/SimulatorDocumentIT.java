package dev.sdpmcp.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.FreePort;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The demo desk by itself, by the commands of its document. */
@Tag(ServerKind.MICRO_ONLY) // it needs no server at all
class SimulatorDocumentIT {

    private static final Path PROJECT =
            Path.of(System.getProperty("sdp.project", "")).toAbsolutePath();

    @Test
    void gives_a_token_and_tickets_as_its_document_says() throws IOException, InterruptedException {
        DocumentedCommands commands = DocumentedCommands.in("docs/simulator.md");
        String start = "exec " + commands.block("start the desk").strip();
        // the document asks for a Java that is new enough; that of this machine may be older
        String path = Path.of(OwnServer.java()).getParent() + ":" + System.getenv("PATH");
        Map<String, String> port = Map.of("DESK_PORT", Integer.toString(FreePort.pick()), "PATH", path);
        try (ChildProcess desk = ChildProcess.start(PROJECT, "simulator ready:", port, List.of("sh", "-c", start))) {
            desk.awaitMark(Duration.ofMinutes(1));
            String token = Json.parse(commands.run("a token of the desk", port))
                    .path("access_token")
                    .asText();
            String tickets =
                    commands.run("tickets of the desk", Map.of("DESK_PORT", port.get("DESK_PORT"), "TOKEN", token));

            assertThat(Json.parse(tickets).path("requests")).hasSize(5);
        }
    }
}
