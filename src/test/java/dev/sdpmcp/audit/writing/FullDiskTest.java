package dev.sdpmcp.audit.writing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.sdpmcp.audit.journal.TrailJournal;
import dev.sdpmcp.audit.journal.WriteAheadLog;
import dev.sdpmcp.audit.row.GivenRow;
import dev.sdpmcp.config.AuditSettings.Mode;
import dev.sdpmcp.persistence.DatabaseKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The database is away, and the disk takes nothing either. */
@Tag("component")
class FullDiskTest {

    private static final Path FULL = Path.of("/dev/full");
    private static final String JOURNAL = "audit-journal.jsonl";

    @TempDir
    Path folder;

    private GivenTrail begin(DatabaseKind kind, Path journal, Mode mode) {
        return GivenTrail.begin(kind.settings(folder), mode, new TrailJournal(journal, 1_000_000), 1_000);
    }

    @ParameterizedTest
    @CsvSource({"EMBEDDED, STRICT", "EMBEDDED, BEST_EFFORT", "POSTGRESQL, STRICT", "POSTGRESQL, BEST_EFFORT"})
    void refuses_changes_and_counts_what_is_lost_until_there_is_room_again(DatabaseKind kind, Mode mode)
            throws Exception {
        assumeThat(FULL).as("a device that is always full").exists();
        Path journal = folder.resolve("journal");
        int ahead = kind == DatabaseKind.EMBEDDED ? 1 : 0;
        try (GivenTrail given = begin(kind, journal, mode)) {
            WrittenTrail trail = given.trail();
            given.closeDatabase();
            if (ahead == 1) {
                // nobody knows that yet, and the journal's folder is not there: the write-ahead log alone has it
                trail.require(given.intent());
                given.await("state", "journal");
            }
            assertThatThrownBy(() -> trail.require(given.intent())).isInstanceOf(TrailUnavailable.class);
            given.await("lost", "0");

            Files.createSymbolicLink(Files.createDirectory(journal).resolve(JOURNAL), FULL);
            assertThatThrownBy(() -> trail.require(given.intent())).isInstanceOf(TrailUnavailable.class);
            for (int i = 0; i < 3; i++) {
                trail.add(GivenRow.read());
            }
            given.await("lost", "3");
            assertThatThrownBy(() -> trail.require(given.intent())).isInstanceOf(TrailUnavailable.class);

            Files.delete(journal.resolve(JOURNAL));
            trail.add(GivenRow.read());
            Awaitility.await().until(() -> !given.fact("journalBytes").equals("0"));
            given.comeBack();
            given.await("state", "written");
            given.await("journalBytes", "0");
            given.await("lost", "3");
            trail.require(given.intent());
            given.awaitRows("row_kind = 'INTENT'", 1 + ahead);
            assertThat(given.intact().rows()).isEqualTo(2 + ahead);
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

    @Test
    void refuses_a_change_that_cannot_be_written_ahead_while_reads_go_on() throws Exception {
        for (int i = 0; i < WriteAheadLog.MOST_FILES; i++) {
            // cannot be read, nor be deleted as if it had been
            Files.createDirectories(
                    folder.resolve("audit-ahead.%019d.jsonl".formatted(i)).resolve("in-the-way"));
        }
        try (GivenTrail given = begin(DatabaseKind.EMBEDDED, folder, Mode.STRICT)) {
            assertThatThrownBy(() -> given.trail().require(given.intent()))
                    .isInstanceOf(TrailUnavailable.class)
                    .hasMessageContaining("write-ahead log");
            given.trail().add(GivenRow.read());
            given.awaitRows("row_kind = 'CALL'", 1);
            given.await("state", "written");

            given.trail().close();
            assertThat(given.update("UPDATE lease SET progress = progress"))
                    .as("servers that others think to have open calls")
                    .isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void something_else_in_the_journals_place_stops_nothing_while_the_database_is_there(DatabaseKind kind)
            throws Exception {
        Files.createDirectories(folder.resolve(JOURNAL));
        try (GivenTrail given = begin(kind, folder, Mode.BEST_EFFORT)) {
            given.trail().require(given.intent());
            given.trail().add(GivenRow.read());

            given.awaitRows("1 = 1", 2);
            given.trail().require(given.intent());
            given.await("lost", "0");
            given.await("state", "written");
            given.intact();
        }
    }
}
