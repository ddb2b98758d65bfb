package dev.sdpmcp.audit.writing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.sdpmcp.audit.journal.TrailJournal;
import dev.sdpmcp.audit.journal.WriteAheadLog;
import dev.sdpmcp.audit.row.AuditRow;
import dev.sdpmcp.audit.row.GivenRow;
import dev.sdpmcp.config.AuditSettings.Mode;
import dev.sdpmcp.persistence.DatabaseKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

    private GivenTrail begin(Path journal, Mode mode) {
        return GivenTrail.begin(
                DatabaseKind.EMBEDDED.settings(folder), mode, new TrailJournal(journal, 1_000_000), 1_000);
    }

    @ParameterizedTest
    @EnumSource
    void refuses_changes_and_counts_what_is_lost_until_there_is_room_again(Mode mode) throws Exception {
        assumeThat(FULL).as("a device that is always full").exists();
        Path journal = folder.resolve("journal");
        try (GivenTrail given = begin(journal, mode)) {
            WrittenTrail trail = given.trail();
            given.closeDatabase();
            // nobody knows that yet, and the journal's folder is not there: the write-ahead log alone has it
            AuditRow ahead = given.intent();
            trail.require(ahead);
            given.await("state", "journal");
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
            given.await("waiting", "0");
            assertThat(given.fact("journalBytes")).isNotEqualTo("0");
            given.comeBack();
            given.await("state", "written");
            given.await("journalBytes", "0");
            given.await("lost", "3");
            trail.require(given.intent());
            given.awaitRows("row_kind = 'INTENT'", 2);
            assertThat(given.count("call_id = '" + ahead.callId() + "'")).isEqualTo(1);
            assertThat(given.intact().rows()).isEqualTo(3);
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
        try (GivenTrail given = begin(folder, Mode.STRICT)) {
            assertThatThrownBy(() -> given.trail().require(given.intent()))
                    .isInstanceOf(TrailUnavailable.class)
                    .hasMessageContaining("write-ahead log");
            given.trail().add(GivenRow.read());
            given.awaitRows("row_kind = 'CALL'", 1);
            given.await("state", "written");
        }
    }

    @ParameterizedTest
    @EnumSource
    void something_else_in_the_journals_place_stops_nothing_while_the_database_is_there(Mode mode) throws Exception {
        Files.createDirectories(folder.resolve(JOURNAL));
        try (GivenTrail given = begin(folder, mode)) {
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
