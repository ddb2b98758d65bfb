package dev.sdpmcp.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sdpmcp.config.AuditSettings.Mode;
import dev.sdpmcp.history.Change.Doer;
import dev.sdpmcp.history.Change.Field;
import dev.sdpmcp.history.Change.Outcome;
import dev.sdpmcp.history.ChangeHistory.Place;
import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.DatabaseKind;
import dev.sdpmcp.persistence.DatabaseUnavailable;
import java.nio.file.Path;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("component")
class ChangeHistoryTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123456Z");
    private static final Doer ANN = new Doer("update_request", "ann", "192.0.2.7", "r-1");

    @TempDir
    Path folder;

    private static Change change(String ticket, Instant at, Field... fields) {
        return new Change(
                UUID.randomUUID().toString(), at, "request", ticket, "1042", ANN, Outcome.OPEN, List.of(fields));
    }

    private static Field priority(String before, String after) {
        return new Field("priority", "{\"name\":\"" + before + "\"}", "{\"name\":\"" + after + "\"}");
    }

    @ParameterizedTest
    @EnumSource
    void keeps_a_change_from_before_it_is_made(DatabaseKind kind) {
        Change change = change("1", NOON, priority("Low", "High"), new Field("udf_fields.txt_floor", null, "\"3\""));
        try (Database database = kind.open(folder)) {
            ChangeHistory history = new ChangeHistory(database, Mode.STRICT);

            history.begin(change);

            assertThat(new ChangeHistory(database, Mode.STRICT).find(change.id()))
                    .contains(change);
            assertThat(history.find("no such change")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void knows_what_became_of_it(DatabaseKind kind) {
        Change made = change("1", NOON, priority("Low", "High"));
        Change refused = change("1", NOON.plusSeconds(1), priority("High", "Urgent"));
        try (Database database = kind.open(folder)) {
            ChangeHistory history = new ChangeHistory(database, Mode.STRICT);
            history.begin(made);
            history.begin(refused);

            history.settle(made.id(), Outcome.MADE);
            history.settle(refused.id(), Outcome.NOT_MADE);

            assertThat(new ChangeHistory(database, Mode.STRICT)
                            .of("request", "1", Place.START, 10)
                            .changes())
                    .containsExactly(refused.with(Outcome.NOT_MADE), made.with(Outcome.MADE));
        }
    }

    @ParameterizedTest
    @EnumSource
    void lists_a_tickets_changes_newest_first_page_by_page(DatabaseKind kind) {
        try (Database database = kind.open(folder)) {
            ChangeHistory history = new ChangeHistory(database, Mode.STRICT);
            for (int minute = 0; minute < 5; minute++) {
                history.begin(change("1", NOON.plus(Duration.ofMinutes(minute)), priority("Low", "High")));
                history.begin(change("2", NOON.plus(Duration.ofMinutes(minute)), priority("Low", "High")));
            }

            List<Change> first = history.of("request", "1", Place.START, 3).changes();
            List<Change> rest =
                    history.of("request", "1", Place.after(first.get(2)), 3).changes();

            assertThat(first).extracting(Change::at).isSortedAccordingTo((a, b) -> b.compareTo(a));
            assertThat(first).extracting(Change::entityId).containsOnly("1");
            assertThat(rest).extracting(Change::at).containsExactly(NOON.plusSeconds(60), NOON);
        }
    }

    @ParameterizedTest
    @EnumSource
    void pages_show_every_change_once_whatever_the_clock_did(DatabaseKind kind) {
        try (Database database = kind.open(folder)) {
            ChangeHistory history = new ChangeHistory(database, Mode.STRICT);
            List<Change> begun = new ArrayList<>();
            for (int minutes : List.of(0, 1, 61, 62, 3, 3, 3, 4, -56, -55, 6)) {
                Change change = change("1", NOON.plus(Duration.ofMinutes(minutes)), priority("Low", "High"));
                history.begin(change);
                begun.add(change);
            }

            List<Change> seen =
                    new ArrayList<>(history.of("request", "1", Place.START, 2).changes());
            List<Change> page = List.copyOf(seen);
            while (!page.isEmpty()) {
                page = history.of("request", "1", Place.after(page.get(page.size() - 1)), 2)
                        .changes();
                seen.addAll(page);
            }

            assertThat(seen).containsExactlyInAnyOrderElementsOf(begun);
            assertThat(seen).extracting(Change::at).isSortedAccordingTo((a, b) -> b.compareTo(a));
        }
    }

    @ParameterizedTest
    @EnumSource
    void forgets_what_is_old_in_bounded_pieces(DatabaseKind kind) {
        try (Database database = kind.open(folder)) {
            ChangeHistory history = new ChangeHistory(database, Mode.STRICT);
            for (int day = 0; day < 4; day++) {
                history.begin(change("1", NOON.plus(Duration.ofDays(day)), priority("Low", "High")));
            }

            assertThat(history.forgetBefore(NOON.plus(Duration.ofDays(3)), 2)).isEqualTo(2);
            assertThat(history.forgetBefore(NOON.plus(Duration.ofDays(3)), 2)).isEqualTo(1);
            assertThat(history.forgetBefore(NOON.plus(Duration.ofDays(3)), 2)).isZero();
            assertThat(history.of("request", "1", Place.START, 10).changes()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void begins_nothing_without_the_database_and_keeps_outcomes_until_it_is_back(DatabaseKind kind) throws Exception {
        Change change = change("1", NOON, priority("Low", "High"));
        Database database = kind.open(folder);
        ChangeHistory history = new ChangeHistory(database, Mode.STRICT);
        history.begin(change);
        database.close();

        assertThatThrownBy(() -> history.begin(change("1", NOON, priority("Low", "High"))))
                .isInstanceOf(DatabaseUnavailable.class);
        history.settle(change.id(), Outcome.MADE);

        database.open();
        history.writeOutcomes();
        assertThat(new ChangeHistory(database, Mode.STRICT).find(change.id()))
                .map(Change::outcome)
                .contains(Outcome.MADE);
        database.close();
    }

    @ParameterizedTest
    @EnumSource
    void lets_changes_be_made_without_it_where_that_is_allowed(DatabaseKind kind) {
        Change unwritten = change("1", NOON, priority("Low", "High"));
        Database database = kind.open(folder);
        database.close();
        ChangeHistory history = new ChangeHistory(database, Mode.BEST_EFFORT);

        history.begin(unwritten);
        history.settle(unwritten.id(), Outcome.MADE);
    }

    @ParameterizedTest
    @EnumSource
    void keeps_long_values_whole(DatabaseKind kind) {
        String description = "\"" + "ä€😀<p>".repeat(10_000) + "\"";
        Change change = change("1", NOON, new Field("description", description, "\"short\""));
        try (Database database = kind.open(folder)) {
            ChangeHistory history = new ChangeHistory(database, Mode.STRICT);

            history.begin(change);

            assertThat(new ChangeHistory(database, Mode.STRICT).find(change.id()))
                    .contains(change);
        }
    }

    /** Two who update the same rows in different orders would wait for each other until PostgreSQL breaks one off. */
    @Test
    void writes_outcomes_that_waited_in_one_order() throws Exception {
        Database database = DatabaseKind.EMBEDDED.open(folder);
        ChangeHistory history = new ChangeHistory(database, Mode.STRICT);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Change change = change("1", NOON, priority("Low", "High"));
            history.begin(change);
            ids.add(change.id());
        }
        database.onConnection(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.execute(OrderOfUpdates.INSTALL);
            }
        });
        database.close();
        ids.forEach(id -> history.settle(id, Outcome.MADE));
        database.open();
        OrderOfUpdates.taken();

        history.writeOutcomes();

        assertThat(OrderOfUpdates.taken()).hasSize(20).isSorted().hasSameElementsAs(ids);
        database.close();
    }

    private static Field text(int number, int characters) {
        return new Field(
                "udf_fields.txt_" + number, '"' + "b".repeat(characters) + '"', '"' + "a".repeat(characters) + '"');
    }

    private static Change withFields(int fields, Instant at) {
        return change(
                "7", at, IntStream.range(0, fields).mapToObj(i -> text(i, 5)).toArray(Field[]::new));
    }

    /** 50 changes of 99,000 characters cost more than a second of CPU for each call, for 500 characters shown. */
    @ParameterizedTest
    @EnumSource
    void a_page_holds_the_beginning_of_values_only_while_a_change_found_by_id_is_whole(DatabaseKind kind) {
        Change first = change("7", NOON, text(1, 99_000));
        try (Database database = kind.open(folder)) {
            ChangeHistory history = new ChangeHistory(database, Mode.STRICT);
            history.begin(first);
            for (int i = 1; i < 50; i++) {
                history.begin(
                        change("7", NOON.plusSeconds(i), text(1, 99_000), text(2, 3), new Field("x", null, "true")));
            }

            List<Change> page = history.of("request", "7", Place.START, 50).changes();

            assertThat(page).hasSize(50);
            assertThat(page).flatExtracting(Change::fields).allSatisfy(field -> {
                assertThat(field.before() == null ? "" : field.before())
                        .hasSizeLessThanOrEqualTo(ChangeHistory.MAX_SHOWN_CHARACTERS);
                assertThat(field.after()).hasSizeLessThanOrEqualTo(ChangeHistory.MAX_SHOWN_CHARACTERS);
            });
            assertThat(page.get(0).fields()).contains(text(2, 3), new Field("x", null, "true"));
            assertThat(history.find(first.id())).contains(first);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_page_is_bounded_in_fields_and_says_where_the_next_one_begins(DatabaseKind kind) {
        Change newest = withFields(90, NOON.plusSeconds(3));
        Change second = withFields(90, NOON.plusSeconds(2));
        Change third = withFields(90, NOON.plusSeconds(1));
        Change huge = withFields(250, NOON);
        try (Database database = kind.open(folder)) {
            ChangeHistory history = new ChangeHistory(database, Mode.STRICT);
            List.of(newest, second, third, huge).forEach(history::begin);

            ChangeHistory.Page first = history.of("request", "7", Place.START, 10);
            assertThat(first.changes()).extracting(Change::id).containsExactly(newest.id(), second.id());
            assertThat(first.more()).isTrue();

            ChangeHistory.Page next =
                    history.of("request", "7", history.placeOf(second.id()).orElseThrow(), 10);
            assertThat(next.changes()).extracting(Change::id).containsExactly(third.id());
            assertThat(next.more()).isTrue();

            ChangeHistory.Page last =
                    history.of("request", "7", history.placeOf(third.id()).orElseThrow(), 10);
            assertThat(last.changes()).singleElement().satisfies(change -> {
                assertThat(change.id()).isEqualTo(huge.id());
                assertThat(change.fields()).hasSize(ChangeHistory.MAX_FIELDS_ON_PAGE);
            });
            assertThat(history.placeOf("nothing")).isEmpty();
        }
    }
}
