package dev.sdpmcp.audit.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sdpmcp.audit.row.AuditRow;
import dev.sdpmcp.audit.row.CallIds;
import dev.sdpmcp.audit.row.CallOutcome;
import dev.sdpmcp.audit.row.GivenRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteAheadLogTest {

    @TempDir
    Path folder;

    private static AuditRow intent() {
        return GivenRow.intent(CallIds.next(), "server");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    /** What a server after a crash loads. */
    private static List<AuditRow> loaded(WriteAheadLog log) throws IOException {
        List<AuditRow> loaded = new ArrayList<>();
        Optional<JournalReading> left = log.leftover();
        while (left.isPresent()) {
            loaded.addAll(left.get().next(Integer.MAX_VALUE));
            left.get().finish();
            left = log.leftover();
        }
        return loaded;
    }

    /** Fills the file that is written now, so that the next row begins another. */
    private static List<AuditRow> fill(WriteAheadLog log) throws IOException {
        List<AuditRow> rows = new ArrayList<>();
        int line = JournalLines.of(List.of(intent())).length;
        for (int bytes = 0; bytes < WriteAheadLog.BYTES_A_FILE; bytes += line) {
            AuditRow row = intent();
            log.append(row);
            rows.add(row);
        }
        return rows;
    }

    @Test
    void gives_a_killed_servers_intents_to_the_next_one_in_their_order() throws IOException {
        WriteAheadLog killed = new WriteAheadLog(folder);
        List<AuditRow> rows = new ArrayList<>(fill(killed));
        AuditRow last = intent();
        killed.append(last);
        rows.add(last);

        WriteAheadLog next = new WriteAheadLog(folder);
        assertThat(next.leftBytes()).isPositive();
        assertThat(loaded(next)).isEqualTo(rows);
        assertThat(next.leftBytes()).isZero();
        assertThat(files()).isEmpty();
    }

    @Test
    void deletes_a_full_file_when_its_last_row_is_elsewhere_and_not_before() throws IOException {
        WriteAheadLog log = new WriteAheadLog(folder);
        List<AuditRow> first = fill(log);
        log.append(intent());
        assertThat(files()).hasSize(2);

        log.settled(first.subList(1, first.size()));
        assertThat(files()).hasSize(2);
        log.settled(first.subList(0, 1));
        assertThat(files()).hasSize(1);
        assertThat(log.leftover()).isEmpty();
    }

    @Test
    void an_outcome_settles_nothing() throws IOException {
        WriteAheadLog log = new WriteAheadLog(folder);
        AuditRow intent = intent();
        log.append(intent);

        log.settled(List.of(GivenRow.outcome(intent, CallOutcome.OK)));
        log.close();

        assertThat(loaded(new WriteAheadLog(folder))).containsExactly(intent);
    }

    @Test
    void loads_what_nothing_else_takes_as_soon_as_the_rest_of_its_file_is_elsewhere() throws IOException {
        WriteAheadLog log = new WriteAheadLog(folder);
        AuditRow taken = intent();
        AuditRow refused = intent();
        log.append(taken);
        log.append(refused);

        assertThat(log.leave(List.of(refused, GivenRow.read()))).isEqualTo(1);
        assertThat(log.leftover()).isEmpty();
        AuditRow after = intent();
        log.append(after);
        log.settled(List.of(taken));

        assertThat(loaded(log)).containsExactly(taken, refused);
        log.settled(List.of(after));
        log.close();
        assertThat(files()).isEmpty();
    }

    @Test
    void leaves_nothing_behind_when_all_is_written() throws IOException {
        WriteAheadLog log = new WriteAheadLog(folder);
        List<AuditRow> rows = fill(log);
        log.settled(rows);
        log.close();

        assertThat(files()).isEmpty();
        assertThatThrownBy(() -> log.append(intent())).isInstanceOf(IOException.class);
    }

    @Test
    void is_bounded() throws IOException {
        for (int i = 0; i < WriteAheadLog.MOST_FILES; i++) {
            Files.writeString(folder.resolve("audit-ahead.%019d.jsonl".formatted(i)), "");
        }
        WriteAheadLog log = new WriteAheadLog(folder);

        assertThatThrownBy(() -> log.append(intent())).isInstanceOf(IOException.class);

        loaded(log);
        log.append(intent());
    }

    @Test
    void is_for_the_eyes_of_this_user_only() throws IOException {
        new WriteAheadLog(folder).append(intent());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files().get(0))))
                .isEqualTo("rw-------");
    }

    @Test
    void is_not_closed_by_a_caller_that_is_interrupted() throws IOException {
        WriteAheadLog log = new WriteAheadLog(folder);
        Thread.currentThread().interrupt();
        log.append(intent());
        assertThat(Thread.interrupted()).isTrue();
        log.append(intent());

        assertThat(loaded(new WriteAheadLog(folder))).hasSize(2);
    }
}
