package dev.sdpmcp.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Starts that are refused: each ends with its own code and says what to do, without a stack trace. No JDK: {@link
 * FindJavaTest}.
 */
@Tag("own-server")
class LauncherRefusalIT {

    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void soundEnvironment() throws IOException {
        environment.putAll(Map.of(
                "SDP_API_KEYS", LauncherProcess.KEY,
                "SDP_CLIENT_ID", "1000.ABC",
                "SDP_CLIENT_SECRET", "client-secret",
                "SDP_REFRESH_TOKEN", "refresh-token",
                "SDP_INSTANCE_NAME", "itdesk",
                "SDP_HTTP_PORT", Integer.toString(FreePort.pick()),
                "SDP_DATA_DIR", folder.resolve("data").toString()));
    }

    private void refuses(int code, String... words) throws Exception {
        try (LauncherProcess launcher = LauncherProcess.jar(environment)) {
            assertThat(launcher.exitCode())
                    .as(String.join("\n", launcher.lines()))
                    .isEqualTo(code);
            assertThat(launcher.lines())
                    .allMatch(line -> line.startsWith("sdp-mcp: "))
                    .noneMatch(line -> line.contains("Exception") || line.startsWith("\tat "))
                    .anySatisfy(line -> assertThat(line).contains(words));
        }
    }

    @Test
    void no_api_key() throws Exception {
        environment.remove("SDP_API_KEYS");
        refuses(5, "SDP_API_KEYS is not set", "openssl rand -hex 32");
    }

    @Test
    void a_short_key_which_is_not_shown() throws Exception {
        environment.put("SDP_API_KEYS", "too-short-a-key");
        refuses(5, "SDP_API_KEYS", "15 characters", "32 or more");
        try (LauncherProcess launcher = LauncherProcess.jar(environment)) {
            launcher.exitCode();
            assertThat(launcher.lines()).noneMatch(line -> line.contains("too-short-a-key"));
        }
    }

    @Test
    void a_port_that_is_no_number() throws Exception {
        environment.put("SDP_HTTP_PORT", "http");
        refuses(5, "SDP_HTTP_PORT is \"http\"", "from 1 to 65535");
    }

    @Test
    void a_port_that_is_taken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            environment.put("SDP_HTTP_PORT", Integer.toString(taken.getLocalPort()));
            refuses(6, "port " + taken.getLocalPort(), "SDP_HTTP_PORT");
        }
    }

    @Test
    void a_data_folder_that_cannot_be_made() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        environment.put("SDP_DATA_DIR", file.resolve("data").toString());
        refuses(7, "data folder", "SDP_DATA_DIR");
    }

    private void postgresAtAClosedPort() throws IOException {
        environment.putAll(Map.of(
                "SDP_DB_HOST", "127.0.0.1",
                "SDP_DB_PORT", Integer.toString(FreePort.pick()),
                "SDP_DB_NAME", "sdp_mcp",
                "SDP_DB_USER", "sdp_mcp",
                "SDP_DB_PASSWORD", "database-password",
                "SDP_ENCRYPTION_KEY", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="));
    }

    @Test
    void a_database_that_cannot_be_reached() throws Exception {
        postgresAtAClosedPort();
        try (LauncherProcess script = LauncherProcess.script(environment)) {
            assertThat(script.exitCode()).as(String.join("\n", script.lines())).isEqualTo(12);
            assertThat(script.lines())
                    .noneMatch(line -> line.startsWith("\tat ") || line.contains("database-password"))
                    .noneMatch(line -> line.contains("dev.sdpmcp"))
                    .last()
                    .asString()
                    .startsWith("sdp-mcp: PostgreSQL")
                    .contains("cannot be reached", "SDP_DB_HOST", "SDP_DB_PORT");
        }
    }

    @Test
    void no_refresh_token_which_is_said_before_the_server_boots() throws Exception {
        environment.remove("SDP_REFRESH_TOKEN");
        refuses(5, "there is no refresh token", "--authorize CODE", "SDP_REFRESH_TOKEN");
    }

    /** The look before the boot does not find it: the server boots, finds it, and is taken down. */
    @ParameterizedTest
    @ValueSource(strings = {"text", "json"})
    void tables_of_another_program_and_the_last_line_says_so(String format) throws Exception {
        environment.put("LOG_FORMAT", format);
        Path file = Files.createDirectories(folder.resolve("data").resolve("database"))
                .resolve("sdp-mcp");
        try (Connection connection = DriverManager.getConnection("jdbc:h2:file:" + file, "sdp", "");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE anything (id INT)");
        }
        try (LauncherProcess launcher = LauncherProcess.script(environment)) {
            assertThat(launcher.exitCode())
                    .as(String.join("\n", launcher.lines()))
                    .isEqualTo(12);
            assertThat(launcher.lines())
                    .anyMatch(line -> line.contains("start"))
                    .last()
                    .asString()
                    .startsWith(format.equals("json") ? "{" : "sdp-mcp: the embedded database")
                    .contains("holds tables of another program", "SDP_DB_NAME");
        }
    }

    @Test
    void options_with_which_no_jvm_starts() throws Exception {
        environment.put("SDP_JAVA_OPTS", "-Xfoo -Dpassword=changeit");
        try (LauncherProcess script = LauncherProcess.script(environment)) {
            assertThat(script.exitCode()).isEqualTo(5);
            assertThat(script.lines())
                    .last()
                    .asString()
                    .isEqualTo("sdp-mcp: the JVM does not start with SDP_JAVA_OPTS (Unrecognized option: -Xfoo)."
                            + " Correct that variable.");
        }
    }

    @Test
    void a_command_whose_database_cannot_be_reached() throws Exception {
        postgresAtAClosedPort();
        try (LauncherProcess script = LauncherProcess.script(environment, "--verify-audit")) {
            assertThat(script.exitCode()).isEqualTo(12);
            assertThat(script.lines())
                    .singleElement()
                    .asString()
                    .startsWith("sdp-mcp: PostgreSQL")
                    .contains("cannot be reached");
        }
    }

    @Test
    void a_restore_beside_a_server_that_holds_the_data_folder() throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        try (FileChannel channel =
                        FileChannel.open(data.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock();
                LauncherProcess launcher = LauncherProcess.jar(environment, "--restore", "a.zip")) {
            assertThat(held.isValid()).isTrue();
            assertThat(launcher.exitCode()).isEqualTo(7);
            assertThat(launcher.lines())
                    .singleElement()
                    .asString()
                    .contains("Stop that server for --restore")
                    .doesNotContain("SDP_DATA_DIR");
        }
    }

    @Test
    void an_unknown_option() throws Exception {
        try (LauncherProcess script = LauncherProcess.script(environment, "--deom")) {
            assertThat(script.exitCode()).isEqualTo(2);
            assertThat(script.lines())
                    .containsExactly(
                            "sdp-mcp: unknown option --deom, or more than one command. --help lists all of them.");
        }
    }

    @Test
    void warns_of_an_unknown_variable_with_the_nearest_known_name() throws Exception {
        environment.remove("SDP_API_KEYS");
        environment.put("SDP_API_KEY", LauncherProcess.KEY);
        refuses(5, "warning: unknown variable SDP_API_KEY: did you mean SDP_API_KEYS?");
    }
}
