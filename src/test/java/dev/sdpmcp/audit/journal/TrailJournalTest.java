package dev.sdpmcp.audit.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sdpmcp.audit.row.AuditRow;
import dev.sdpmcp.audit.row.GivenRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrailJournalTest {

    @TempDir
    Path folder;

    private static List<AuditRow> all(JournalReading reading) throws IOException {
        List<AuditRow> all = new ArrayList<>();
        List<AuditRow> next = reading.next(2);
        while (!next.isEmpty()) {
            assertThat(next).hasSizeLessThanOrEqualTo(2);
            all.addAll(next);
            next = reading.next(2);
        }
        return all;
    }

    @Test
    void gives_back_what_it_was_given_in_its_order() throws IOException {
        TrailJournal journal = new TrailJournal(folder, 100_000);
        List<AuditRow> rows = List.of(GivenRow.read(), GivenRow.intent("call", "server"), GivenRow.read());
        journal.append(rows.subList(0, 2), true);
        journal.append(rows.subList(2, 3), false);

        try (JournalReading reading = journal.reading().orElseThrow()) {
            assertThat(all(reading)).isEqualTo(rows);
        }
    }

    @Test
    void gives_back_causes_and_reads_lines_that_were_written_before_there_were_any() throws IOException {
        TrailJournal journal = new TrailJournal(folder, 100_000);
        AuditRow failed = GivenRow.because(GivenRow.read(), "timeout");
        AuditRow read = GivenRow.read();
        journal.append(List.of(failed, read), true);
        List<String> lines = Files.readAllLines(folder.resolve(TrailJournal.WRITTEN));

        assertThat(lines.get(0)).contains("\"cause\":\"timeout\"");
        assertThat(lines.get(1)).doesNotContain("cause");
        try (JournalReading reading = journal.reading().orElseThrow()) {
            assertThat(all(reading)).containsExactly(failed, read);
        }
    }

    @Test
    void keeps_a_file_until_it_is_loaded_and_takes_more_meanwhile() throws IOException {
        TrailJournal journal = new TrailJournal(folder, 100_000);
        AuditRow first = GivenRow.read();
        AuditRow second = GivenRow.read();
        journal.append(List.of(first), true);
        try (JournalReading given = journal.reading().orElseThrow()) {
            journal.append(List.of(second), true);
            assertThat(all(given)).containsExactly(first);
        }

        JournalReading again = new TrailJournal(folder, 100_000).reading().orElseThrow();
        assertThat(all(again)).containsExactly(first);
        again.finish();
        JournalReading next = journal.reading().orElseThrow();
        assertThat(all(next)).containsExactly(second);
        next.finish();

        assertThat(journal.reading()).isEmpty();
        assertThat(journal.bytes()).isZero();
    }

    @Test
    void leaves_out_a_line_that_a_crash_cut_off_and_nothing_else() throws IOException {
        TrailJournal journal = new TrailJournal(folder, 100_000);
        AuditRow before = GivenRow.read();
        AuditRow after = GivenRow.read();
        journal.append(List.of(before), true);
        Files.writeString(folder.resolve(TrailJournal.WRITTEN), "{\"callId\":\"torn", StandardOpenOption.APPEND);
        journal.append(List.of(after), true);

        try (JournalReading reading = journal.reading().orElseThrow()) {
            assertThat(all(reading)).containsExactly(before, after);
        }
    }

    @Test
    void leaves_out_a_line_that_was_cut_off_in_the_middle_of_a_character() throws IOException {
        TrailJournal journal = new TrailJournal(folder, 100_000);
        AuditRow before = GivenRow.read();
        journal.append(List.of(before), true);
        Files.write(
                folder.resolve(TrailJournal.WRITTEN),
                new byte[] {'{', '"', 'n', '"', ':', '"', (byte) 0xC3},
                StandardOpenOption.APPEND);

        try (JournalReading reading = journal.reading().orElseThrow()) {
            assertThat(all(reading)).containsExactly(before);
        }
    }

    @Test
    void is_bounded_and_takes_all_or_nothing() throws IOException {
        TrailJournal journal = new TrailJournal(folder, 1_000);
        journal.append(List.of(GivenRow.read()), true);
        long bytes = journal.bytes();

        assertThatThrownBy(() -> journal.append(List.of(GivenRow.read(), GivenRow.read(), GivenRow.read()), true))
                .isInstanceOf(JournalFull.class);

        assertThat(journal.bytes()).isEqualTo(bytes);
    }

    @Test
    void takes_back_what_a_full_disk_cut_off() throws IOException {
        // a device that takes no byte stands for a full disk
        Files.createSymbolicLink(folder.resolve(TrailJournal.WRITTEN), Path.of("/dev/full"));

        assertThatThrownBy(() -> new TrailJournal(folder, 100_000).append(List.of(GivenRow.read()), true))
                .isInstanceOf(IOException.class);
    }

    @Test
    void is_for_the_eyes_of_this_user_only() throws IOException {
        new TrailJournal(folder, 100_000).append(List.of(GivenRow.read()), true);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(TrailJournal.WRITTEN))))
                .isEqualTo("rw-------");
    }
}
