package dev.sdpmcp.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.LoggedLines;
import dev.sdpmcp.access.KeyFileWatch.KeyReload;
import dev.sdpmcp.config.CurrentKeys;
import dev.sdpmcp.config.reading.ConfigurationSource;
import dev.sdpmcp.config.reading.KeyFiles;
import dev.sdpmcp.telemetry.GivenEventLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of API keys that change while the server runs; a look is what the clock does every two seconds. */
class KeyReloadTest {

    private static final String ANN = "ann:" + "a".repeat(32) + "\n";
    private static final String BOB = "bob:" + "b".repeat(32) + "\n";
    private static final String EVE = "eve:" + "e".repeat(32) + "\n";

    @TempDir
    Path folder;

    private final Map<String, String> values = new HashMap<>();
    private final LoggedLines log = LoggedLines.of(GivenEventLog.LOGGER);
    private Path file;
    private CurrentKeys keys;
    private KeyReload reload;

    @BeforeEach
    void start() throws IOException {
        file = Files.writeString(folder.resolve("keys"), ANN + BOB);
        start(file);
    }

    private void start(Path keysFile) {
        values.put("SDP_API_KEYS_FILE", keysFile.toString());
        KeyFiles files = new KeyFiles(ConfigurationSource.of(values));
        keys = new CurrentKeys(files.read());
        reload = new KeyReload(files, keys, GivenEventLog.asText());
        looks();
        assertThat(log.lines()).isEmpty();
    }

    @AfterEach
    void closeLog() {
        log.close();
    }

    private void looks() {
        reload.check();
        reload.check();
    }

    private List<String> names() {
        return keys.entries().stream().map(entry -> entry.held().name()).toList();
    }

    @Test
    void a_new_key_comes_and_an_old_one_goes_with_one_line_of_names() throws IOException {
        Files.writeString(file, "# since today\n" + EVE + ANN);

        looks();
        looks();

        assertThat(names()).containsExactly("eve", "ann");
        assertThat(log.lines()).containsExactly("INFO API keys changed added=eve retired=bob changed=none");
    }

    /** What a look finds while an editor writes may be a sound file that lacks its end. */
    @Test
    void a_file_that_is_still_written_is_waited_for() throws IOException {
        Files.writeString(file, ANN);
        reload.check();
        assertThat(names()).containsExactly("ann", "bob");

        Files.writeString(file, ANN + BOB + EVE);
        reload.check();
        assertThat(names()).containsExactly("ann", "bob");

        reload.check();
        assertThat(names()).containsExactly("ann", "bob", "eve");
    }

    @Test
    void whoever_says_that_it_is_written_is_believed() throws IOException {
        Files.writeString(file, ANN + BOB + EVE);

        reload.checkNow();

        assertThat(names()).containsExactly("ann", "bob", "eve");
    }

    @Test
    void the_content_counts_not_the_time_or_the_length() throws IOException {
        FileTime time = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));
        Files.setLastModifiedTime(file, time);
        looks();
        Files.writeString(file, ANN + EVE);
        Files.setLastModifiedTime(file, time);

        looks();

        assertThat(names()).containsExactly("ann", "eve");
    }

    /** A mount of Kubernetes: the file is a link into a folder that is a link, which is replaced. */
    @Test
    void a_link_that_leads_elsewhere_is_a_change() throws IOException {
        Path first = Files.createDirectory(folder.resolve("..2026_01"));
        Path second = Files.createDirectory(folder.resolve("..2026_02"));
        Files.writeString(first.resolve("api-keys"), ANN);
        Files.writeString(second.resolve("api-keys"), BOB);
        Path data = Files.createSymbolicLink(folder.resolve("..data"), first.getFileName());
        start(Files.createSymbolicLink(folder.resolve("api-keys"), Path.of("..data", "api-keys")));

        Path next = Files.createSymbolicLink(folder.resolve("..data_tmp"), second.getFileName());
        Files.move(next, data, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        looks();

        assertThat(names()).containsExactly("bob");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ann:short | entry 1 of 1 is a key of 5 characters; 32 or more are needed",
                "ann:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,ann:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb | entry 2 of 2 has the name of an earlier entry",
                "ann:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,bob:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa | entry 2 of 2 is the same key as that of an earlier entry",
                "'' | is empty"
            })
    void a_bad_file_is_refused_as_a_whole_and_told_once(String content, String problem) throws IOException {
        Files.writeString(file, content);

        looks();
        looks();

        assertThat(names()).containsExactly("ann", "bob");
        assertThat(log.lines())
                .singleElement()
                .asString()
                .startsWith("WARNING API keys not changed")
                .contains("SDP_API_KEYS_FILE (" + file + ") " + problem)
                .doesNotContain("aaaa", "bbbb", ":short");
    }

    @Test
    void a_file_that_is_gone_changes_nothing_and_its_return_is_told() throws IOException {
        Files.delete(file);
        looks();
        looks();
        assertThat(names()).containsExactly("ann", "bob");
        Files.writeString(file, ANN + BOB);
        looks();

        assertThat(log.lines()).hasSize(2);
        assertThat(log.lines().get(0)).startsWith("WARNING ").contains("does not exist");
        assertThat(log.lines().get(1)).isEqualTo("INFO API keys: the files hold the keys in force again");
    }

    @Test
    void a_bad_file_that_is_mended_is_taken_over() throws IOException {
        Files.writeString(file, "eve:short");
        looks();
        Files.writeString(file, EVE);
        looks();

        assertThat(names()).containsExactly("eve");
        assertThat(log.lines().get(1)).isEqualTo("INFO API keys changed added=eve retired=ann,bob changed=none");
    }

    @Test
    void keys_of_the_two_files_belong_together() throws IOException {
        Path admins = Files.writeString(folder.resolve("admins"), "ops:" + "o".repeat(32));
        values.put("SDP_ADMIN_API_KEYS_FILE", admins.toString());
        start(file);

        Files.writeString(admins, "ops:" + "a".repeat(32));
        looks();
        assertThat(log.lines()).singleElement().asString().contains("SDP_ADMIN_API_KEYS_FILE", "is the same key");

        Files.writeString(admins, "ops:" + "p".repeat(32));
        looks();
        assertThat(log.lines().get(1)).isEqualTo("INFO API keys changed added=none retired=none changed=ops");
    }

    @Test
    void many_names_are_counted_not_listed() throws IOException {
        StringBuilder many = new StringBuilder();
        for (int i = 100; i < 130; i++) {
            many.append("client-")
                    .append(i)
                    .append(':')
                    .append(Integer.toString(i).repeat(11))
                    .append('\n');
        }
        Files.writeString(file, many);

        looks();

        assertThat(log.lines())
                .singleElement()
                .asString()
                .contains("client-119,and 10 more")
                .doesNotContain("client-120");
    }
}
