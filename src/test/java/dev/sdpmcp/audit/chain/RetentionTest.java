package dev.sdpmcp.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.config.AcceptedBreak;
import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.DatabaseKind;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Deletion of old rows, also after an accepted break. */
@Tag("component")
class RetentionTest extends ChainFixture {

    private final Instant now = Instant.now();
    private final Instant[] clock = {now};

    private Server server(String home, Database database, Optional<AcceptedBreak> accepted) throws IOException {
        return Server.at(folder.resolve(home), seal(), database, () -> clock[0], accepted);
    }

    private Instant daysAgo(int days) {
        return now.minus(Duration.ofDays(days));
    }

    private static long rows(Database database, String condition) {
        return database.onConnection(connection -> {
            try (var statement = connection.createStatement();
                    var result = statement.executeQuery("SELECT COUNT(*) FROM api_audit_log WHERE " + condition)) {
                result.next();
                return result.getLong(1);
            }
        });
    }

    /** Rows of a minute ago with a forged age of years. */
    @ParameterizedTest
    @EnumSource
    void ignores_a_forged_age_of_a_row(DatabaseKind kind) throws IOException {
        try (Database database = kind.open(folder)) {
            Server server = server("home", database, Optional.empty());
            server.adds(7);
            tamper(
                    database,
                    "UPDATE api_audit_log SET timestamp = TIMESTAMP WITH TIME ZONE '2020-01-01 00:00:00+00'"
                            + " WHERE entry_number <= 6");

            for (int i = 0; i < 3; i++) {
                assertThat(server.retention().deleteBefore(database, daysAgo(365)))
                        .isZero();
            }

            assertThat(rows(database, "entry_number <= 7")).isEqualTo(7);
            assertThat(rows(database, "row_kind = 'BREAK'")).isEqualTo(1);
            assertThat(server.chain().openBreak()).hasValue(8);
            assertThat(server.check().isIntact()).isFalse();
            assertThat(server.check().firstBreak().orElseThrow()).contains("row 1 was altered");
        }
    }

    /** Anybody can compute hashes; only the ends are sealed. */
    @ParameterizedTest
    @EnumSource
    void verifies_rows_up_to_a_head_that_was_seen(DatabaseKind kind) throws IOException {
        try (Database database = kind.open(folder)) {
            Server server = server("home", database, Optional.empty());
            server.adds(7);
            database.onConnection(Tampering.replaced("old times", 1, row -> {
                        row[RowColumns.NAMES.indexOf("timestamp")] = "1577836800000000";
                        return row;
                    })
                    .work()::on);
            Server other = server("other", database, Optional.empty());

            assertThat(server.retention().deleteBefore(database, daysAgo(365))).isZero();
            assertThat(other.retention().deleteBefore(database, daysAgo(365))).isZero();

            assertThat(rows(database, "entry_number <= 7")).isEqualTo(7);
        }
    }

    /** Calls that were journaled for long, or have the time of a wrong clock: this server saw their rows later. */
    @ParameterizedTest
    @EnumSource
    void keeps_rows_that_this_server_knows_to_be_younger(DatabaseKind kind) throws IOException {
        try (Database database = kind.open(folder)) {
            clock[0] = daysAgo(50);
            Server server = server("home", database, Optional.empty());
            server.addsAt(2, daysAgo(50));
            clock[0] = daysAgo(20);
            server.addsAt(2, daysAgo(49));
            clock[0] = now;
            server.addsAt(2, daysAgo(49));
            server.mark().save();

            Server next = server("home", database, Optional.empty());
            int deleted = 0;
            for (int i = 0; i < 5; i++) {
                deleted += next.retention().deleteBefore(database, daysAgo(30));
            }
            assertThat(deleted).isEqualTo(4);
            assertThat(rows(database, "1 = 1")).isEqualTo(2);
            assertThat(next.breakOf()).isEqualTo("whole");
        }
    }

    @ParameterizedTest
    @EnumSource
    void deletes_verified_rows_in_batches(DatabaseKind kind) throws IOException {
        try (Database database = kind.open(folder)) {
            clock[0] = daysAgo(40);
            Server server = server("home", database, Optional.empty());
            for (int i = 0; i < 3; i++) {
                server.addsAt(900, daysAgo(40));
            }
            clock[0] = now;
            server.addsAt(900, now);
            int deleted = 0;
            int step = server.retention().deleteBefore(database, daysAgo(30));
            while (step > 0) {
                deleted += step;
                assertThat(step).isLessThanOrEqualTo(Retention.BATCH);
                step = server.retention().deleteBefore(database, daysAgo(30));
            }
            assertThat(deleted).isEqualTo(2_700);
            assertThat(server.breakOf()).isEqualTo("whole");
        }
    }

    @ParameterizedTest
    @EnumSource
    void continues_after_an_accepted_break_until_another_row_is_changed(DatabaseKind kind) throws IOException {
        try (Database database = kind.open(folder)) {
            clock[0] = daysAgo(40);
            Server server = server("home", database, Optional.empty());
            server.addsAt(9, daysAgo(40));
            tamper(database, "UPDATE api_audit_log SET key_name = 'bob' WHERE entry_number IN (3, 5)");
            assertThat(server.retention().deleteBefore(database, daysAgo(30))).isZero();
            server.addsAt(3, daysAgo(40));
            server.mark().save();
            AcceptedBreak found = server.check().acceptable().orElseThrow();
            assertThat(found.row()).isEqualTo(10);
            assertThat(server.check().lines())
                    .anySatisfy(line -> assertThat(line).contains("SDP_AUDIT_ACCEPTED_BREAK=" + found));

            Server going = server("home", database, AcceptedBreak.parse(found.toString()));
            assertThat(going.check().isIntact()).isTrue();
            assertThat(going.check().accepted()).hasSize(3);
            assertThat(going.check().lines()).last().asString().contains("but for what was accepted");
            assertThat(going.chain().openBreak()).isEmpty();
            going.addsAt(1, daysAgo(40));
            assertThat(going.check().isIntact()).isTrue();

            tamper(database, "UPDATE api_audit_log SET key_name = 'eve' WHERE entry_number = 3");
            assertThat(going.check().isIntact()).isFalse();
            tamper(database, "UPDATE api_audit_log SET key_name = 'bob' WHERE entry_number = 3");
            tamper(database, "UPDATE api_audit_log SET key_name = 'eve' WHERE entry_number = 1");
            assertThat(going.check().isIntact()).isFalse();
            tamper(database, "UPDATE api_audit_log SET key_name = 'ann' WHERE entry_number = 1");

            // its rows are deleted when this server knows that the last of them is old
            assertThat(going.retention().deleteBefore(database, daysAgo(30))).isPositive();
            clock[0] = now;
            server("home", database, Optional.of(found)).retention().deleteBefore(database, now.plusSeconds(60));
            assertThat(rows(database, "entry_number <= 10")).isZero();
            assertThat(going.check().isIntact()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void records_the_same_break_once_for_all_servers(DatabaseKind kind) throws IOException {
        try (Database database = kind.open(folder)) {
            Server server = server("home", database, Optional.empty());
            server.addsAt(5, daysAgo(40));
            tamper(database, "DELETE FROM api_audit_log WHERE entry_number = 2");
            for (String home : new String[] {"home", "second", "third", "third"}) {
                Server each = server(home, database, Optional.empty());
                each.chain().look(database);
                assertThat(each.retention().deleteBefore(database, daysAgo(30))).isZero();
                assertThat(each.chain().openBreak()).hasValue(6);
            }
            assertThat(rows(database, "row_kind = 'BREAK'")).isEqualTo(1);
        }
    }
}
