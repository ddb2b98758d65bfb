package dev.sdpmcp.config.reading;

import static dev.sdpmcp.config.reading.Given.KEY;
import static dev.sdpmcp.config.reading.Given.OTHER_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.config.ApiKey;
import dev.sdpmcp.config.Secret;
import dev.sdpmcp.config.ServerConfiguration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets that are given as {@code NAME_FILE}. */
class SecretFilesTest {

    private static final String ENCRYPTION_KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    @TempDir
    Path folder;

    static Stream<ConfigurationKey> secrets() {
        return Stream.of(ConfigurationKey.values()).filter(key -> key.kind().secret());
    }

    private static String soundValue(ConfigurationKey key) {
        return switch (key) {
            case SDP_API_KEYS -> "ann:" + KEY;
            case SDP_ADMIN_API_KEYS -> "ops:" + OTHER_KEY;
            case SDP_ENCRYPTION_KEY, SDP_PREVIOUS_ENCRYPTION_KEYS -> ENCRYPTION_KEY;
            case OTEL_EXPORTER_OTLP_HEADERS -> "authorization=secret-of-a-header";
            default -> "the-secret-of-" + key;
        };
    }

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("secret"), content);
    }

    private static Given without(ConfigurationKey key) {
        return Given.validValues()
                .with("SDP_DB_HOST", "localhost")
                .with("SDP_DB_NAME", "sdp")
                .with("SDP_DB_USER", "sdp")
                .with("SDP_DB_PASSWORD", "database")
                .with("SDP_ENCRYPTION_KEY", ENCRYPTION_KEY)
                .without(key.name());
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void every_secret_may_come_from_a_file(ConfigurationKey key) throws IOException {
        String value = soundValue(key);
        String variable = key.fileVariable().orElseThrow();
        ServerConfiguration inline = without(key).with(key.name(), value).read();

        for (String content : new String[] {value, value + "\n", value + "\r\n", "\ufeff" + value}) {
            assertThat(without(key).with(variable, file(content).toString()).read())
                    .isEqualTo(inline);
        }
        assertThat(without(key)
                        .with(key.name(), " ")
                        .with(variable, file(value).toString())
                        .read())
                .as("a blank variable is none")
                .isEqualTo(inline);
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void a_secret_in_both_ways_is_refused(ConfigurationKey key) throws IOException {
        String value = soundValue(key);
        String variable = key.fileVariable().orElseThrow();

        assertThat(without(key)
                        .with(key.name(), value)
                        .with(variable, file(value).toString())
                        .problem())
                .isEqualTo(key + " and " + variable + " are both set. Keep one of them.");
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void a_file_that_cannot_be_used_is_named_without_its_content(ConfigurationKey key) throws IOException {
        String variable = key.fileVariable().orElseThrow();
        Path missing = folder.resolve("missing");
        Path binary = Files.write(folder.resolve("binary"), new byte[] {'s', (byte) 0xff, 'x'});
        Path large = Files.write(folder.resolve("large"), new byte[64 * 1024 + 1]);

        assertThat(problem(key, missing))
                .isEqualTo(named(variable, missing) + "does not exist. Give the path of a file"
                        + " that this user can read.");
        assertThat(problem(key, folder))
                .isEqualTo(named(variable, folder) + "is not a regular file. Give the path of the file itself.");
        assertThat(problem(key, binary)).startsWith(named(variable, binary) + "is not UTF-8 text.");
        assertThat(problem(key, large)).startsWith(named(variable, large) + "is larger than 64 KiB.");
        for (String nothing : new String[] {"", "\n", " \n\t\n"}) {
            Path empty = file(nothing);
            assertThat(problem(key, empty)).isEqualTo(named(variable, empty) + "is empty. Write the value into it.");
        }
    }

    private static String named(String variable, Path file) {
        return variable + " (" + file + ") ";
    }

    private static String problem(ConfigurationKey key, Path file) {
        return without(key)
                .with(key.fileVariable().orElseThrow(), file.toString())
                .problem();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hunter2-hunter2", "secret.txt", "./secret"})
    void a_path_that_may_be_the_secret_is_not_shown(String path) {
        assertThat(Given.validValues()
                        .without("SDP_CLIENT_SECRET")
                        .with("SDP_CLIENT_SECRET_FILE", path)
                        .problem())
                .startsWith("SDP_CLIENT_SECRET_FILE is not an absolute path.")
                .doesNotContain(path);
    }

    @Test
    void a_wrong_value_is_reported_with_its_file_and_without_its_content() throws IOException {
        Path file = file("ann:" + KEY + "\nbob:hunter2\n");

        assertThat(Given.validValues()
                        .without("SDP_API_KEYS")
                        .with("SDP_API_KEYS_FILE", file.toString())
                        .problem())
                .startsWith("SDP_API_KEYS_FILE (" + file + ") entry 2 of 2 is a key of 7 characters; 32 or more are")
                .doesNotContain("hunter2", KEY, "bob", "ann");
    }

    @Test
    void a_single_secret_has_one_line() throws IOException {
        Path file = file("one\ntwo\n");

        assertThat(Given.validValues()
                        .without("SDP_CLIENT_SECRET")
                        .with("SDP_CLIENT_SECRET_FILE", file.toString())
                        .problems()
                        .getFirst())
                .startsWith("SDP_CLIENT_SECRET_FILE (" + file + ") holds control characters");
    }

    @Test
    void a_list_is_separated_by_lines_or_commas_and_has_comments() throws IOException {
        Path file = file("""
                # clients

                  ann:%s
                #bob:retired
                ci:%s, spare:%s
                """.formatted(KEY, OTHER_KEY, "c".repeat(32)));

        assertThat(Given.validValues()
                        .without("SDP_API_KEYS")
                        .with("SDP_API_KEYS_FILE", file.toString())
                        .read()
                        .access()
                        .apiKeys())
                .containsExactly(
                        new ApiKey("ann", new Secret(KEY), false),
                        new ApiKey("ci", new Secret(OTHER_KEY), false),
                        new ApiKey("spare", new Secret("c".repeat(32)), false));
    }

    @Test
    void a_list_of_only_comments_is_empty() throws IOException {
        assertThat(problem(ConfigurationKey.SDP_API_KEYS, file("# nobody\n"))).contains("is empty");
    }

    @Test
    void a_file_is_found_through_symbolic_links() throws IOException {
        Path data = Files.createDirectory(folder.resolve("..2026"));
        Files.writeString(data.resolve("keys"), KEY, StandardCharsets.UTF_8);
        Files.createSymbolicLink(folder.resolve("..data"), data.getFileName());
        Path mounted = Files.createSymbolicLink(folder.resolve("keys"), Path.of("..data", "keys"));

        assertThat(Given.validValues()
                        .without("SDP_API_KEYS")
                        .with("SDP_API_KEYS_FILE", mounted.toString())
                        .read()
                        .access()
                        .apiKeys())
                .containsExactly(new ApiKey("key-1", new Secret(KEY), false));
    }

    @Test
    void lists_all_secrets_of_variables_and_files() throws IOException {
        ConfigurationSource source = ConfigurationSource.of(java.util.Map.of(
                "SDP_API_KEYS",
                KEY,
                "SDP_API_KEYS_FILE",
                file(OTHER_KEY).toString(),
                "SDP_DB_PASSWORD_FILE",
                folder.resolve("missing").toString(),
                "SDP_HTTP_HOST",
                "localhost"));

        assertThat(source.secrets()).containsExactly(KEY, OTHER_KEY);
    }
}
