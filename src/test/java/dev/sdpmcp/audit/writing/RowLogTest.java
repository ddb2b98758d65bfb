package dev.sdpmcp.audit.writing;

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

class RowLogTest {

    @TempDir
    Path folder;

    private static List<AuditRow> all(RowLog.Reading reading) throws IOException {
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
    void returns_rows_in_the_order_in_which_they_were_added() throws IOException {
        RowLog journal = new RowLog(folder, 100_000);
        List<AuditRow> rows = List.of(GivenRow.read(), GivenRow.intent("call", "server"), GivenRow.read());
        journal.append(rows.subList(0, 2), true);
        journal.append(rows.subList(2, 3), false);

        try (RowLog.Reading reading = journal.reading().orElseThrow()) {
            assertThat(all(reading)).isEqualTo(rows);
        }
    }

    @Test
    void returns_rows_with_and_without_a_cause() throws IOException {
        RowLog journal = new RowLog(folder, 100_000);
        AuditRow failed = GivenRow.because(GivenRow.read(), "timeout");
        AuditRow read = GivenRow.read();
        journal.append(List.of(failed, read), true);
        List<String> lines = Files.readAllLines(folder.resolve(RowLog.WRITTEN));

        assertThat(lines.get(0)).contains("\"cause\":\"timeout\"");
        assertThat(lines.get(1)).doesNotContain("cause");
        try (RowLog.Reading reading = journal.reading().orElseThrow()) {
            assertThat(all(reading)).containsExactly(failed, read);
        }
    }

    @Test
    void keeps_a_segment_until_it_is_loaded_and_accepts_rows_meanwhile() throws IOException {
        RowLog journal = new RowLog(folder, 100_000);
        AuditRow first = GivenRow.read();
        AuditRow second = GivenRow.read();
        journal.append(List.of(first), true);
        try (RowLog.Reading given = journal.reading().orElseThrow()) {
            journal.append(List.of(second), true);
            assertThat(all(given)).containsExactly(first);
        }

        RowLog.Reading again = new RowLog(folder, 100_000).reading().orElseThrow();
        assertThat(all(again)).containsExactly(first);
        again.finish();
        RowLog.Reading next = journal.reading().orElseThrow();
        assertThat(all(next)).containsExactly(second);
        next.finish();

        assertThat(journal.reading()).isEmpty();
        assertThat(journal.bytes()).isZero();
    }

    @Test
    void skips_only_a_line_that_a_crash_left_incomplete() throws IOException {
        RowLog journal = new RowLog(folder, 100_000);
        AuditRow before = GivenRow.read();
        AuditRow after = GivenRow.read();
        journal.append(List.of(before), true);
        Files.writeString(folder.resolve(RowLog.WRITTEN), "{\"callId\":\"torn", StandardOpenOption.APPEND);
        journal.append(List.of(after), true);

        try (RowLog.Reading reading = journal.reading().orElseThrow()) {
            assertThat(all(reading)).containsExactly(before, after);
        }
    }

    @Test
    void skips_a_line_that_ends_within_a_character() throws IOException {
        RowLog journal = new RowLog(folder, 100_000);
        AuditRow before = GivenRow.read();
        journal.append(List.of(before), true);
        Files.write(
                folder.resolve(RowLog.WRITTEN),
                new byte[] {'{', '"', 'n', '"', ':', '"', (byte) 0xC3},
                StandardOpenOption.APPEND);

        try (RowLog.Reading reading = journal.reading().orElseThrow()) {
            assertThat(all(reading)).containsExactly(before);
        }
    }

    @Test
    void is_bounded_and_accepts_all_rows_or_none() throws IOException {
        RowLog journal = new RowLog(folder, 1_000);
        journal.append(List.of(GivenRow.read()), true);
        long bytes = journal.bytes();

        assertThatThrownBy(() -> journal.append(List.of(GivenRow.read(), GivenRow.read(), GivenRow.read()), true))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("limit of 1000 bytes");

        assertThat(journal.bytes()).isEqualTo(bytes);
    }

    @Test
    void reports_a_full_disk() throws IOException {
        // a device that accepts no byte, in place of a full disk
        Files.createSymbolicLink(folder.resolve(RowLog.WRITTEN), Path.of("/dev/full"));

        assertThatThrownBy(() -> new RowLog(folder, 100_000).append(List.of(GivenRow.read()), true))
                .isInstanceOf(IOException.class);
    }

    @Test
    void is_readable_by_this_user_only() throws IOException {
        new RowLog(folder, 100_000).append(List.of(GivenRow.read()), true);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(RowLog.WRITTEN))))
                .isEqualTo("rw-------");
    }

    @Test
    void is_not_closed_by_a_caller_that_is_interrupted() throws IOException {
        RowLog journal = new RowLog(folder, 100_000);
        Thread.currentThread().interrupt();
        journal.append(List.of(GivenRow.read()), false);
        assertThat(Thread.interrupted()).isTrue();
        journal.append(List.of(GivenRow.read()), true);

        try (RowLog.Reading reading = journal.reading().orElseThrow()) {
            assertThat(all(reading)).hasSize(2);
        }
    }
}
