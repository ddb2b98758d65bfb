package dev.sdpmcp.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.release.ImageRecipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a container would do, without an engine: the Dockerfile's stages laid out in folders, then its entry point as its user,
 * who owns nothing but the volume and /tmp, within 512 MB as far as the JVM knows.
 */
class ContainerImageReleaseIT {

    private static final Path PROJECT =
            Path.of(System.getProperty("sdp.project", "")).toAbsolutePath();
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir(cleanup = CleanupMode.ALWAYS)
    Path folder;

    @Test
    void gets_ready_and_healthy_without_writing_into_the_image_and_stops_in_order() throws Exception {
        ImageRecipe recipe = ImageRecipe.read(PROJECT.resolve("Dockerfile"));
        ImageReplay replay = new ImageReplay(PROJECT, folder);
        Path root = replay.replay(recipe);
        Path volume = Files.createDirectories(folder.resolve("volume"));
        Map<String, String> settings = new HashMap<>(OwnServer.ROOMY);
        settings.putAll(recipe.environment());
        settings.put("SDP_DATA_DIR", volume.toString());
        settings.put("SDP_ALLOWED_IPS", "127.0.0.1,10.0.0.0/8");
        settings.put("SDP_ALLOWED_HOSTS", "mcp.example.com,127.0.0.1,0.0.0.0");
        // what a limit of the container would tell the JVM
        settings.put("SDP_JAVA_OPTS", "-XX:MaxRAM=512m");
        List<String> command = new ArrayList<>(asUser(recipe.words("USER"), volume));
        command.addAll(ImageReplay.words(recipe.words("ENTRYPOINT")));
        List<String> before = ImageReplay.listing(root);

        try (OwnServer server = OwnServer.start(settings, replay.workingFolder(), command)) {
            settings.put(
                    "SDP_HTTP_PORT", Integer.toString(server.target().base().getPort()));
            assertThat(healthCheck(recipe, settings)).isZero();
            assertThat(beside(
                            command,
                            server.environment(),
                            replay,
                            "--backup",
                            volume.resolve("beside.zip").toString()))
                    .as("what docker compose exec would run")
                    .isZero();
            settings.put("SDP_HTTP_PORT", "1");
            assertThat(healthCheck(recipe, settings)).as("where nobody listens").isEqualTo(1);
            try (TestSession session = TestSession.ready(server.target())) {
                assertThat(session.result("tools/list", Json.object()).get("tools"))
                        .isNotEmpty();
            }
            assertThat(ProcessHandle.of(server.process().pid())
                            .orElseThrow()
                            .info()
                            .arguments())
                    .as("the process that gets the signals is the server, and it uses the recording")
                    .hasValueSatisfying(words -> assertThat(words)
                            .contains("@domain-config/heap.options", "dev.sdpmcp.launcher.Launcher")
                            .anyMatch(word -> word.startsWith("-XX:AOTCache=")));
            System.getLogger(ContainerImageReleaseIT.class.getName())
                    .log(
                            System.Logger.Level.INFO,
                            "resident: {0}",
                            resident(server.process().pid()));

            server.process().terminate();

            assertThat(server.process().awaitExit(LIMIT)).isZero();
            assertThat(server.process().output()).doesNotContain("preparing fast starts");
        }
        assertThat(ImageReplay.listing(root)).isEqualTo(before);
    }

    /** The image's user, where this one may become somebody else; files of the image belong to this one. */
    private List<String> asUser(String user, Path volume) throws IOException, InterruptedException {
        if (!System.getProperty("user.name").equals("root")) {
            return List.of();
        }
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        String[] ids = user.split(":");
        assertThat(new ProcessBuilder("chown", user, volume.toString()).start().waitFor())
                .isZero();
        return List.of("setpriv", "--reuid=" + ids[0], "--regid=" + ids[1], "--clear-groups", "--no-new-privs");
    }

    private static int beside(
            List<String> entryPoint, Map<String, String> settings, ImageReplay replay, String... words)
            throws IOException {
        List<String> command = new ArrayList<>(entryPoint);
        command.addAll(List.of(words));
        return ChildProcess.start(replay.workingFolder(), "never", settings, command)
                .awaitExit(LIMIT);
    }

    private int healthCheck(ImageRecipe recipe, Map<String, String> environment) {
        String words = recipe.words("HEALTHCHECK");
        String shell = words.substring(words.indexOf(" CMD ") + " CMD ".length());
        return ChildProcess.start(folder, "never", environment, List.of("/bin/sh", "-c", shell))
                .awaitExit(LIMIT);
    }

    private static String resident(long pid) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS")).findFirst().orElse("not known");
        }
    }
}
