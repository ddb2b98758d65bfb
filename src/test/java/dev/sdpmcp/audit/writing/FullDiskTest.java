package dev.sdpmcp.audit.writing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

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

/** The database is unavailable, and the disk is full. */
@Tag("component")
class FullDiskTest {

    private static final Path FULL = Path.of("/dev/full");
    private static final String JOURNAL = "audit-journal.jsonl";

    @TempDir
    Path folder;

    private GivenTrail begin(DatabaseKind kind, Path journal, Mode mode) {
        return GivenTrail.begin(kind.settings(folder), mode, new RowLog(journal, 1_000_000), 1_000);
    }

    @ParameterizedTest
    @CsvSource({"EMBEDDED, STRICT", "EMBEDDED, BEST_EFFORT", "POSTGRESQL, STRICT", "POSTGRESQL, BEST_EFFORT"})
    void refuses_changes_and_counts_lost_rows_until_there_is_space_again(DatabaseKind kind, Mode mode)
            throws Exception {
        assumeThat(FULL).as("a device that is always full").exists();
        Path journal = folder.resolve("journal");
        try (GivenTrail given = begin(kind, journal, mode)) {
            WrittenTrail trail = given.trail();
            given.closeDatabase();
            assertThatThrownBy(() -> trail.require(given.intent())).isInstanceOf(AuditTrail.Unavailable.class);
            given.await("lost", "0");

            Files.createSymbolicLink(Files.createDirectory(journal).resolve(JOURNAL), FULL);
            assertThatThrownBy(() -> trail.require(given.intent())).isInstanceOf(AuditTrail.Unavailable.class);
            for (int i = 0; i < 3; i++) {
                trail.add(GivenRow.read());
            }
            given.await("lost", "3");
            assertThatThrownBy(() -> trail.require(given.intent())).isInstanceOf(AuditTrail.Unavailable.class);

            Files.delete(journal.resolve(JOURNAL));
            trail.add(GivenRow.read());
            Awaitility.await().until(() -> !given.fact("journalBytes").equals("0"));
            given.comeBack();
            given.await("state", "written");
            given.await("journalBytes", "0");
            given.await("lost", "3");
            trail.require(given.intent());
            given.awaitRows("row_kind = 'INTENT'", 1);
            assertThat(given.intact().rows()).isEqualTo(2);
        }
    }

    @Test
    void a_full_disk_leaves_no_half_batch() throws IOException {
        assumeThat(FULL).as("a device that is always full").exists();
        Path link = Files.createSymbolicLink(folder.resolve(JOURNAL), FULL);
        RowLog journal = new RowLog(folder, 1_000_000);

        assertThatThrownBy(() -> journal.append(List.of(GivenRow.read()), true)).isInstanceOf(IOException.class);

        Files.delete(link);
        journal.append(List.of(GivenRow.read()), true);
        assertThat(Files.readAllLines(folder.resolve(JOURNAL))).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void an_unusable_journal_stops_nothing_while_the_database_is_available(DatabaseKind kind) throws Exception {
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
