package dev.sdpmcp.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.FreePort;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All checks together. */
@Tag("component")
class DoctorTest {

    private static final LineStyle PLAIN = new LineStyle(false, false);

    @TempDir
    Path home;

    /** Outside the program folder, as with the one jar. */
    private Path dotEnv() {
        return home.resolve("settings/.env");
    }

    /** Every server echoes the headers that it receives; none of them may be printed. */
    @Test
    void no_secret_is_printed_even_if_a_server_returns_it() throws Exception {
        try (FakeProxy echo = new FakeProxy((request, front, output) -> output.write(FakeProxy.whole(
                request.path().equals("/sse") ? 403 : 200,
                "application/json",
                "{\"error\":\"" + request.headers() + "\"}")))) {
            String base = "http://127.0.0.1:" + echo.port();
            TestInstallation installation = new TestInstallation(home)
                    .with("SDP_BASE_URL", base)
                    .with("SDP_ACCOUNTS_URL", base)
                    .with("SDP_PUBLIC_URL", base)
                    .with("SDP_HTTP_PORT", Integer.toString(FreePort.pick()));
            List<String> printed = new ArrayList<>();

            assertThat(new Doctor(home, dotEnv(), installation.values(), List.of()).printLines(PLAIN, printed::add))
                    .isFalse();
            new Doctor(home, dotEnv(), installation.values(), List.of("a line of .env holds " + TestInstallation.KEY))
                    .printLines(PLAIN, printed::add);

            assertThat(printed).anyMatch(line -> line.startsWith("FAIL  stream: the server refuses with HTTP 403"));
            assertThat(String.join("\n", printed))
                    .contains("a line of .env holds ***")
                    .doesNotContain(TestInstallation.KEY)
                    .doesNotContain("the-client-secret")
                    .doesNotContain("the-refresh-token");
        }
    }

    @Test
    void json_is_one_document_with_every_check_in_it() throws Exception {
        List<String> printed = new ArrayList<>();

        assertThat(new Doctor(
                                home,
                                dotEnv(),
                                new TestInstallation(home)
                                        .without("SDP_API_KEYS")
                                        .values(),
                                List.of())
                        .printJson(printed::add))
                .isFalse();

        assertThat(printed).hasSize(1);
        JsonNode checks = Report.tree(printed.get(0)).path("checks");
        assertThat(checks.findValuesAsText("check"))
                .containsExactly(
                        "jdk",
                        "memory",
                        "configuration",
                        "open-files",
                        "env-file",
                        "api-keys",
                        "exposure",
                        "data-folder",
                        "port",
                        "upstream",
                        "database",
                        "encryption-key",
                        "credentials",
                        "scopes",
                        "modules",
                        "clock",
                        "stream");
        assertThat(home.resolve("data")).doesNotExist();
    }

    @Test
    void the_settings_file_is_checked_at_its_place() throws Exception {
        Files.createDirectories(dotEnv().getParent());
        Files.setPosixFilePermissions(Files.createFile(dotEnv()), PosixFilePermissions.fromString("rw-r--r--"));
        List<String> printed = new ArrayList<>();

        new Doctor(
                        home,
                        dotEnv(),
                        new TestInstallation(home).without("SDP_API_KEYS").values(),
                        List.of())
                .printLines(PLAIN, printed::add);

        assertThat(printed)
                .filteredOn(line -> line.contains("env-file: "))
                .singleElement()
                .asString()
                .startsWith("warn")
                .contains("chmod 600 " + dotEnv());
    }
}
