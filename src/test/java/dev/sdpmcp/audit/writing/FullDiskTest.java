package dev.sdpmcp.audit.writing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.sdpmcp.audit.AuditCheck;
import dev.sdpmcp.audit.journal.TrailJournal;
import dev.sdpmcp.audit.row.AuditRow;
import dev.sdpmcp.audit.row.CallIds;
import dev.sdpmcp.audit.row.GivenRow;
import dev.sdpmcp.config.AuditSettings;
import dev.sdpmcp.config.AuditSettings.Mode;
import dev.sdpmcp.config.StorageSettings;
import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.DatabaseKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Period;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The database is away, and the disk takes nothing either. */
class FullDiskTest {

    private static final Path FULL = Path.of("/dev/full");
    private static final String JOURNAL = "audit-journal.jsonl";

    @TempDir
    Path folder;

    private static AuditRow intent(WrittenTrail trail) {
        return GivenRow.intent(CallIds.next(), trail.serverId());
    }

    private WrittenTrail begin(Database database, StorageSettings storage, Path journal, Mode mode) throws IOException {
        WrittenTrail trail = new WrittenTrail(
                new AuditSettings(true, mode, Period.ofDays(365)),
                storage,
                database,
                work -> {
                    Thread thread = new Thread(work);
                    thread.setDaemon(true);
                    return thread;
                },
                new TrailJournal(journal, 1_000_000),
                1_000);
        trail.begin();
        return trail;
    }

    private static void goesAway(Database database) {
        database.close();
    }

    private static void awaitData(WrittenTrail trail, String name, String value) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> trail.asData().get(name), value::equals);
    }

    @ParameterizedTest
    @EnumSource
    void refuses_changes_and_counts_what_is_lost_until_there_is_room_again(Mode mode) throws Exception {
        assumeThat(FULL).as("a device that is always full").exists();
        StorageSettings storage = DatabaseKind.EMBEDDED.settings(folder);
        Path journal = folder.resolve("journal");
        try (Database database = DatabaseKind.open(storage);
                WrittenTrail trail = begin(database, storage, journal, mode)) {
            goesAway(database);
            // its folder is not there yet: nothing can be written
            assertThatThrownBy(() -> trail.require(intent(trail))).isInstanceOf(TrailUnavailable.class);
            awaitData(trail, "state", "journal");

            Files.createSymbolicLink(Files.createDirectory(journal).resolve(JOURNAL), FULL);
            assertThatThrownBy(() -> trail.require(intent(trail))).isInstanceOf(TrailUnavailable.class);
            for (int i = 0; i < 3; i++) {
                trail.add(GivenRow.read());
            }
            awaitData(trail, "lost", "3");
            assertThatThrownBy(() -> trail.require(intent(trail))).isInstanceOf(TrailUnavailable.class);

            Files.delete(journal.resolve(JOURNAL));
            trail.add(GivenRow.read());
            awaitData(trail, "waiting", "0");
            Awaitility.await().until(() -> !"0".equals(trail.asData().get("journalBytes")));
            database.open();
            awaitData(trail, "state", "written");
            awaitData(trail, "journalBytes", "0");
            assertThat(trail.asData()).containsEntry("lost", "3");
            trail.require(intent(trail));
            assertThat(AuditCheck.of(storage, database).isIntact()).isTrue();
            assertThat(AuditCheck.of(storage, database).rows()).isEqualTo(2);
        }
    }

    @Test
    void a_full_disk_leaves_no_half_batch() throws IOException {
        assumeThat(FULL).as("a device that is always full").exists();
        Path link = Files.createSymbolicLink(folder.resolve(JOURNAL), FULL);
        TrailJournal journal = new TrailJournal(folder, 1_000_000);

        assertThatThrownBy(() -> journal.append(List.of(GivenRow.read()), true)).isInstanceOf(IOException.class);

        Files.delete(link);
        journal.append(List.of(GivenRow.read()), true);
        assertThat(Files.readAllLines(folder.resolve(JOURNAL))).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void something_else_in_the_journals_place_stops_nothing_while_the_database_is_there(Mode mode) throws Exception {
        StorageSettings storage = DatabaseKind.EMBEDDED.settings(folder);
        Files.createDirectories(folder.resolve(JOURNAL));
        try (Database database = DatabaseKind.open(storage);
                WrittenTrail trail = begin(database, storage, folder, mode)) {
            trail.require(intent(trail));
            trail.add(GivenRow.read());

            awaitData(trail, "waiting", "0");
            trail.require(intent(trail));
            assertThat(trail.asData()).containsEntry("lost", "0").containsEntry("state", "written");
            assertThat(AuditCheck.of(storage, database).isIntact()).isTrue();
        }
    }
}
