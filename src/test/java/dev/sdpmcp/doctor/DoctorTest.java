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

/** The whole examination. */
@Tag("component")
class DoctorTest {

    private static final LineStyle PLAIN = new LineStyle(false, false);

    @TempDir
    Path home;

    /** As with the one jar: not in the folder of the program. */
    private Path dotEnv() {
        return home.resolve("settings/.env");
    }

    /** Everything answers with what it was sent: nothing of that may come out. */
    @Test
    void no_secret_comes_out_whatever_comes_in() throws Exception {
        try (Front echo = new Front((request, front, output) -> output.write(Front.whole(
                request.path().equals("/sse") ? 403 : 200,
                "application/json",
                "{\"error\":\"" + request.headers() + "\"}")))) {
            String base = "http://127.0.0.1:" + echo.port();
            Patient patient = new Patient(home)
                    .with("SDP_BASE_URL", base)
                    .with("SDP_ACCOUNTS_URL", base)
                    .with("SDP_PUBLIC_URL", base)
                    .with("SDP_HTTP_PORT", Integer.toString(FreePort.pick()));
            List<String> told = new ArrayList<>();

            assertThat(new Doctor(home, dotEnv(), patient.values(), List.of()).tellLines(PLAIN, told::add))
                    .isFalse();
            new Doctor(home, dotEnv(), patient.values(), List.of("a line of .env holds " + Patient.KEY))
                    .tellLines(PLAIN, told::add);

            assertThat(told).anyMatch(line -> line.startsWith("FAIL  stream: the server refuses with HTTP 403"));
            assertThat(String.join("\n", told))
                    .contains("a line of .env holds ***")
                    .doesNotContain(Patient.KEY)
                    .doesNotContain("the-client-secret")
                    .doesNotContain("the-refresh-token");
        }
    }

    @Test
    void json_is_one_document_with_every_check_in_it() throws Exception {
        List<String> told = new ArrayList<>();

        assertThat(new Doctor(
                                home,
                                dotEnv(),
                                new Patient(home).without("SDP_API_KEYS").values(),
                                List.of())
                        .tellJson(told::add))
                .isFalse();

        assertThat(told).hasSize(1);
        JsonNode checks = Report.tree(told.get(0)).path("checks");
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
                        "clock",
                        "stream");
        assertThat(home.resolve("data")).doesNotExist();
    }

    @Test
    void the_file_of_settings_is_looked_at_where_it_is() throws Exception {
        Files.createDirectories(dotEnv().getParent());
        Files.setPosixFilePermissions(Files.createFile(dotEnv()), PosixFilePermissions.fromString("rw-r--r--"));
        List<String> told = new ArrayList<>();

        new Doctor(home, dotEnv(), new Patient(home).without("SDP_API_KEYS").values(), List.of())
                .tellLines(PLAIN, told::add);

        assertThat(told)
                .filteredOn(line -> line.contains("env-file: "))
                .singleElement()
                .asString()
                .startsWith("warn")
                .contains("chmod 600 " + dotEnv());
    }
}
