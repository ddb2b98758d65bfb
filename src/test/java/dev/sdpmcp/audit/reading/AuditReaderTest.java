package dev.sdpmcp.audit.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.audit.chain.Chain;
import dev.sdpmcp.audit.chain.ChainSeal;
import dev.sdpmcp.audit.reading.AuditPage.AuditCursor;
import dev.sdpmcp.audit.reading.AuditPage.AuditEntry;
import dev.sdpmcp.audit.reading.AuditReader.AuditCriteria;
import dev.sdpmcp.audit.row.AuditRow;
import dev.sdpmcp.audit.row.AuditRow.CallOutcome;
import dev.sdpmcp.audit.row.AuditRow.RowKind;
import dev.sdpmcp.audit.row.CallIds;
import dev.sdpmcp.audit.row.GivenRow;
import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.DatabaseKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("component")
class AuditReaderTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir
    Path folder;

    private void append(Database database, List<AuditRow> rows) {
        try {
            Chain chain = new Chain(ChainSeal.of(DatabaseKind.EMBEDDED.settings(folder.resolve("key"))));
            chain.append(database, rows);
        } catch (IOException unusable) {
            throw new AssertionError(unusable);
        }
    }

    private static AuditRow read(int minute, String key, String tool, @Nullable String ticket, CallOutcome outcome) {
        Instant time = NOON.plus(Duration.ofMinutes(minute));
        return GivenRow.row(CallIds.next(), RowKind.CALL, time, "server", key, tool, ticket, outcome);
    }

    private static List<AuditEntry> all(AuditReader reader, AuditCriteria filter, int most) {
        List<AuditEntry> all = new ArrayList<>();
        AuditPage page = reader.page(filter, Optional.empty(), most);
        all.addAll(page.entries());
        while (page.next().isPresent()) {
            assertThat(page.entries()).hasSize(most);
            Optional<AuditCursor> cursor = AuditCursor.of(page.next().get().text());
            assertThat(cursor).isEqualTo(page.next());
            page = reader.page(filter, cursor, most);
            all.addAll(page.entries());
        }
        return all;
    }

    @ParameterizedTest
    @EnumSource
    void pages_newest_first_without_gaps_or_repeats_also_in_one_instant(DatabaseKind kind) {
        try (Database database = kind.open(folder)) {
            List<AuditRow> rows = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                rows.add(read(i / 10, "ann", "get_request", "1", CallOutcome.OK));
            }
            append(database, rows);

            List<AuditEntry> all = all(new AuditReader(database), AuditCriteria.ALL, 7);

            List<AuditRow> expected = new ArrayList<>(rows);
            Collections.reverse(expected);
            assertThat(all).extracting(AuditEntry::row).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shows_a_change_once_with_its_latest_facts(DatabaseKind kind) {
        try (Database database = kind.open(folder)) {
            AuditRow open = GivenRow.intent(CallIds.next(), "server");
            AuditRow done = GivenRow.intent(CallIds.next(), "server");
            AuditRow lost = GivenRow.intent(CallIds.next(), "server");
            AuditRow late = GivenRow.intent(CallIds.next(), "server");
            append(
                    database,
                    List.of(
                            open,
                            done,
                            lost,
                            late,
                            GivenRow.outcome(done, CallOutcome.TOOL_FAILED),
                            mark(lost),
                            mark(late),
                            GivenRow.outcome(late, CallOutcome.OK)));
            AuditReader reader = new AuditReader(database);

            List<AuditEntry> all = all(reader, AuditCriteria.ALL, 100);

            assertThat(all).allMatch(AuditEntry::change);
            assertThat(all)
                    .extracting(
                            entry -> entry.row().callId() + entry.row().ending().outcome())
                    .containsExactlyInAnyOrder(
                            open.callId() + "OPEN",
                            done.callId() + "TOOL_FAILED",
                            lost.callId() + "UNKNOWN",
                            late.callId() + "OK");
            assertThat(all(reader, outcome(CallOutcome.OPEN), 100)).hasSize(1);
            assertThat(all(reader, outcome(CallOutcome.UNKNOWN), 100)).hasSize(1);
        }
    }

    private static AuditRow mark(AuditRow intent) {
        return new AuditRow(
                intent.callId(),
                RowKind.UNKNOWN,
                intent.happenedAt(),
                "other",
                intent.who(),
                intent.what(),
                new AuditRow.Ending(CallOutcome.UNKNOWN, intent.ending().targets(), null, null));
    }

    private static AuditCriteria outcome(CallOutcome outcome) {
        return new AuditCriteria(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(outcome));
    }

    @ParameterizedTest
    @EnumSource
    void filters_by_time_key_tool_ticket_and_outcome(DatabaseKind kind) {
        try (Database database = kind.open(folder)) {
            append(
                    database,
                    List.of(
                            read(0, "ann", "get_request", "1", CallOutcome.OK),
                            read(1, "bob", "get_request", "2", CallOutcome.OK),
                            read(2, "ann", "list_requests", null, CallOutcome.TOOL_FAILED),
                            read(3, "bob", "list_requests", null, CallOutcome.OK)));
            AuditReader reader = new AuditReader(database);
            Optional<Instant> one = Optional.of(NOON.plus(1, ChronoUnit.MINUTES));
            Optional<Instant> three = Optional.of(NOON.plus(3, ChronoUnit.MINUTES));
            Optional<String> none = Optional.empty();

            assertThat(minutes(reader, new AuditCriteria(one, three, none, none, none, Optional.empty())))
                    .containsExactly(2L, 1L);
            assertThat(minutes(
                            reader,
                            new AuditCriteria(
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.of("ann"),
                                    none,
                                    none,
                                    Optional.empty())))
                    .containsExactly(2L, 0L);
            assertThat(minutes(
                            reader,
                            new AuditCriteria(
                                    one, Optional.empty(), none, Optional.of("list_requests"), none, Optional.empty())))
                    .containsExactly(3L, 2L);
            assertThat(minutes(
                            reader,
                            new AuditCriteria(Optional.empty(), three, none, none, Optional.of("2"), Optional.empty())))
                    .containsExactly(1L);
            assertThat(minutes(reader, outcome(CallOutcome.TOOL_FAILED))).containsExactly(2L);
        }
    }

    @ParameterizedTest
    @EnumSource
    void stays_within_the_period_on_every_page(DatabaseKind kind) {
        try (Database database = kind.open(folder)) {
            List<AuditRow> rows = new ArrayList<>();
            for (int minute = 0; minute < 6; minute++) {
                rows.add(read(minute, "ann", "get_request", "1", CallOutcome.OK));
                rows.add(read(minute, "bob", "get_request", "1", CallOutcome.OK));
            }
            append(database, rows);
            AuditReader reader = new AuditReader(database);
            AuditCriteria early = new AuditCriteria(
                    Optional.empty(),
                    Optional.of(NOON.plus(2, ChronoUnit.MINUTES)),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
            AuditCursor later = new AuditCursor(NOON.plus(5, ChronoUnit.MINUTES), 11);

            assertThat(all(reader, early, 1)).hasSize(4);
            assertThat(all(reader, early, 3)).isEqualTo(all(reader, early, 10));
            assertThat(reader.page(early, Optional.of(later), 10).entries()).isEqualTo(all(reader, early, 10));
        }
    }

    private static List<Long> minutes(AuditReader reader, AuditCriteria filter) {
        return all(reader, filter, 10).stream()
                .map(entry -> Duration.between(NOON, entry.row().happenedAt()).toMinutes())
                .toList();
    }

    @Test
    void rejects_a_cursor_of_another_origin() {
        assertThat(AuditCursor.of("")).isEmpty();
        assertThat(AuditCursor.of("%%%")).isEmpty();
        assertThat(AuditCursor.of("MS4x")).isEmpty();
        assertThat(AuditCursor.of("Mi4xLjE")).isEmpty();
    }
}
