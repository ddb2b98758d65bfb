package dev.sdpmcp.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sdpmcp.config.StorageSettings;
import dev.sdpmcp.config.reading.ConfigurationReader;
import dev.sdpmcp.config.reading.ConfigurationSource;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged files and files that are not backups: nothing is restored, and the data folder is unchanged. */
class ArchiveTest {

    private static final Instant MADE = Instant.parse("2026-12-01T10:00:00Z");

    @TempDir
    Path folder;

    private Path archive(Map<String, String> files) throws IOException {
        Path file = folder.resolve("a.zip");
        try (Archive.Writer writer = new Archive.Writer(file)) {
            for (Map.Entry<String, String> each : files.entrySet()) {
                writer.add(each.getKey(), out -> out.write(each.getValue().getBytes(StandardCharsets.UTF_8)));
            }
            writer.finish(new Manifest("1.0", "embedded", "20", MADE, writer.digests()));
        }
        return file;
    }

    private static Map<String, String> usual() {
        return new LinkedHashMap<>(Map.of("database/sdp-mcp.mv.db", "rows".repeat(5_000), "settings.env", "A=b\n"));
    }

    private String refusal(Path file) {
        return catchThrowableOfType(
                        BackupRefused.class, () -> Archive.open(file).close())
                .getMessage();
    }

    @Test
    void has_the_manifest_and_names_of_a_valid_backup() throws Exception {
        try (Archive archive = Archive.open(archive(usual()))) {
            assertThat(archive.manifest().made()).isEqualTo(MADE);
            assertThat(archive.names()).isEqualTo(usual().keySet());
        }
    }

    @Test
    void a_truncated_file_is_damaged() throws Exception {
        Path file = archive(usual());
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));

        assertThat(refusal(file)).contains("cannot be restored", "damaged");
    }

    @Test
    void a_changed_byte_is_detected() throws Exception {
        Path file = archive(usual());
        byte[] bytes = Files.readAllBytes(file);
        int place = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("sdp-mcp.mv.db") + 40;
        bytes[place] ^= 1;
        Files.write(file, bytes);

        assertThat(refusal(file)).contains("cannot be restored");
    }

    @Test
    void a_replaced_or_missing_file_is_detected() throws Exception {
        Map<String, String> files = usual();
        Manifest manifest;
        try (Archive archive = Archive.open(archive(files))) {
            manifest = archive.manifest();
        }
        files.put("settings.env", "A=c\n");

        assertThat(refusal(zip(files, manifest))).contains("settings.env is damaged");
        files.remove("settings.env");
        assertThat(refusal(zip(files, manifest))).contains("differ from its manifest");
    }

    private Path zip(Map<String, String> files, Manifest manifest) throws IOException {
        Path file = folder.resolve("b.zip");
        Map<String, String> all = new HashMap<>(files);
        all.put(Manifest.FILE, manifest.text());
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> each : all.entrySet()) {
                zip.putNextEntry(new ZipEntry(each.getKey()));
                zip.write(each.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return file;
    }

    @Test
    void another_file_is_not_a_backup() throws Exception {
        assertThat(refusal(folder.resolve("none.zip"))).contains("does not exist");
        assertThat(refusal(Files.writeString(folder.resolve("text.zip"), "text")))
                .contains("not a backup");
        assertThat(refusal(zip(usual(), new Manifest("1", "embedded", "20", MADE, Map.of()))))
                .contains("manifest");
    }

    @Test
    void a_newer_format_is_refused_with_the_version_to_use() throws Exception {
        assertThat(catchThrowableOfType(
                        BackupRefused.class, () -> Manifest.parse("format=2\nproduct=9.0\ndatabase=embedded\n")))
                .hasMessageContaining("newer");
    }

    @Test
    void a_file_with_an_unexpected_name_is_not_written() throws Exception {
        Map<String, String> files = usual();
        files.put("data/../../escaped", "x");
        Path data = Files.createDirectory(folder.resolve("data"));
        StorageSettings storage = ConfigurationReader.read(ConfigurationSource.of(Map.of(
                        "SDP_API_KEYS", "k".repeat(40),
                        "SDP_CLIENT_ID", "1000.CLIENT",
                        "SDP_CLIENT_SECRET", "secret",
                        "SDP_INSTANCE_NAME", "itdesk",
                        "SDP_DATA_DIR", data.toString())))
                .storage();
        try (Restore restore = Restore.from(archive(files))) {
            assertThat(catchThrowableOfType(BackupRefused.class, () -> restore.into(storage)))
                    .hasMessageContaining("unexpected file");
        }
        assertThat(folder.resolve("escaped")).doesNotExist();
        assertThat(data.resolve("database")).doesNotExist();
    }
}
