package dev.sdpmcp.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sdpmcp.backup.BackupSchedule.ScheduledBackup;
import dev.sdpmcp.config.BackupSettings;
import dev.sdpmcp.config.reading.ConfigurationSource;
import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.DatabaseKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("component")
class BackupsTest {

    private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    Path folder;

    private Instant now = NOON;

    private Backups backups(GivenInstallation here, Database database) {
        return new Backups(here.configuration(), ConfigurationSource.of(here.values()), database, () -> now);
    }

    private GivenInstallation here() {
        return GivenInstallation.of(DatabaseKind.EMBEDDED, folder.resolve("data"))
                .with("SDP_BACKUP_DIR", folder.resolve("backups").toString());
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("backups"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void neither_overwrites_a_file_nor_disturbs_a_running_backup() throws Exception {
        Path there = Files.writeString(folder.resolve("there.zip"), "precious");
        Path other = Files.writeString(folder.resolve("a.zip.unfinished"), "half");
        try (Database database = here().open()) {
            Backups backups = backups(here(), database);
            assertThat(catchThrowableOfType(BackupRefused.class, () -> backups.make(there)))
                    .hasMessageContaining("already exists");
            assertThat(catchThrowableOfType(BackupRefused.class, () -> backups.make(folder.resolve("a.zip"))))
                    .hasMessageContaining("another backup");
            assertThat(catchThrowableOfType(
                            BackupRefused.class, () -> backups.make(folder.resolve("no/such/folder/a.zip"))))
                    .hasMessageContaining("cannot be written by the user " + System.getProperty("user.name"));
        }
        assertThat(there).hasContent("precious");
        assertThat(other).hasContent("half");
    }

    @Test
    void leaves_no_file_when_it_fails() throws Exception {
        Files.createDirectory(folder.resolve("backups"));
        Database closed = new Database(here().configuration().storage());

        assertThat(catchThrowableOfType(
                        BackupRefused.class, () -> backups(here(), closed).make()))
                .hasMessageContaining("not open");

        assertThat(names()).isEmpty();
    }

    @Test
    void the_schedule_makes_a_backup_when_the_newest_is_too_old_and_deletes_old_ones() throws Exception {
        Files.createDirectory(folder.resolve("backups"));
        for (String name : List.of(
                "sdp-mcp-backup-20261128T120000Z.zip",
                "sdp-mcp-backup-20261129T120000Z.zip",
                "sdp-mcp-backup-20261130T130000Z.zip",
                "sdp-mcp-backup-of-mine.zip",
                "holiday.jpg")) {
            Files.writeString(folder.resolve("backups").resolve(name), "x");
        }
        GivenInstallation here = here();
        BackupSettings settings = new BackupSettings(folder.resolve("backups"), Optional.of(DAY), 2);
        try (Database database = here.open()) {
            Backups backups = backups(here, database);
            ScheduledBackup schedule = new ScheduledBackup(backups, settings, DAY, () -> now);
            schedule.makeIfDue();
            assertThat(names()).hasSize(5);

            now = NOON.plus(Duration.ofHours(1));
            schedule.makeIfDue();
            schedule.makeIfDue();

            assertThat(names())
                    .containsExactly(
                            "holiday.jpg",
                            "sdp-mcp-backup-20261130T130000Z.zip",
                            "sdp-mcp-backup-20261201T130000Z.zip",
                            "sdp-mcp-backup-of-mine.zip");
            assertThat(backups.newest()).contains(now);
        }
    }

    @Test
    void a_failed_scheduled_backup_deletes_nothing_and_is_retried_after_a_pause() throws Exception {
        Files.createDirectory(folder.resolve("backups"));
        Files.writeString(folder.resolve("backups/sdp-mcp-backup-20261128T120000Z.zip"), "x");
        GivenInstallation here = here();
        BackupSettings settings = new BackupSettings(folder.resolve("backups"), Optional.of(DAY), 1);
        try (Database database = new Database(here.configuration().storage())) {
            ScheduledBackup schedule = new ScheduledBackup(backups(here, database), settings, DAY, () -> now);
            schedule.makeIfDue();
            assertThat(names()).hasSize(1);

            database.open();
            schedule.makeIfDue();
            assertThat(names()).containsExactly("sdp-mcp-backup-20261128T120000Z.zip");

            now = NOON.plus(Duration.ofMinutes(15));
            schedule.makeIfDue();
            assertThat(names()).containsExactly("sdp-mcp-backup-20261201T121500Z.zip");
        }
    }

    @Test
    void a_backup_of_the_server_is_delivered_to_the_named_file() throws Exception {
        try (Database database = here().open()) {
            Path made = backups(here(), database).make();
            Path wanted = folder.resolve("wanted.zip");

            assertThat(Delivery.to(wanted).of(made)).isEqualTo(wanted);

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(wanted)))
                    .isEqualTo("rw-------");
            Archive.open(wanted).close();
            assertThat(names()).isEmpty();
            assertThat(catchThrowableOfType(BackupRefused.class, () -> Delivery.to(wanted)))
                    .hasMessageContaining("already exists");
            assertThat(catchThrowableOfType(BackupRefused.class, () -> Delivery.to(folder.resolve("none/a.zip"))))
                    .hasMessageContaining("of this command");
        }
    }
}
