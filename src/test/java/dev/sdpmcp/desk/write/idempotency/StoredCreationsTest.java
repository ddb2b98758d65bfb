package dev.sdpmcp.desk.write.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sdpmcp.config.StorageSettings;
import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.DatabaseKind;
import dev.sdpmcp.tool.ToolFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("component")
class StoredCreationsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123456789Z");
    private static final String KEY = "a".repeat(64);
    private static final Duration KEPT = Duration.ofMinutes(10);

    @TempDir
    Path folder;

    private static StoredCreations at(Database database, Instant now) {
        return new StoredCreations(database, manager -> now);
    }

    private static Creation attempt() {
        return Creation.begin("request", KEY, "b".repeat(64), NOW, KEPT);
    }

    @ParameterizedTest
    @EnumSource
    void who_comes_second_sees_the_first_also_after_a_restart(DatabaseKind kind) {
        StorageSettings settings = kind.settings(folder);
        Creation first = attempt();
        try (Database database = DatabaseKind.open(settings)) {
            assertThat(at(database, NOW).claim(first)).isEmpty();
            assertThat(at(database, NOW).replace(first, first.created("900000000000123457")))
                    .isTrue();
        }

        try (Database again = DatabaseKind.open(settings)) {
            assertThat(at(again, NOW).claim(attempt())).contains(first.created("900000000000123457"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void only_one_of_many_servers_gets_a_key(DatabaseKind kind) throws Exception {
        ExecutorService servers = Executors.newFixedThreadPool(4);
        try (Database database = kind.open(folder)) {
            for (int round = 0; round < 10; round++) {
                String key = Integer.toHexString(round).repeat(64);
                List<Callable<Optional<Creation>>> claims = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    claims.add(() -> at(database, NOW).claim(Creation.begin("request", key, KEY, NOW, KEPT)));
                }
                int got = 0;
                for (Future<Optional<Creation>> claim : servers.invokeAll(claims)) {
                    got += claim.get().isEmpty() ? 1 : 0;
                }
                assertThat(got).isEqualTo(1);
            }
        } finally {
            servers.shutdownNow();
        }
    }

    /** Two servers are refused the same ticket by ServiceDesk Plus again and again; neither must meet a fault of ours. */
    @ParameterizedTest
    @EnumSource
    void a_key_that_others_take_and_give_back_meanwhile_is_no_fault(DatabaseKind kind) throws Exception {
        ExecutorService servers = Executors.newFixedThreadPool(4);
        try (Database database = kind.open(folder)) {
            List<Callable<Integer>> askers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                askers.add(() -> claimsThatSucceed(at(database, NOW)));
            }
            for (Future<Integer> asker : servers.invokeAll(askers)) {
                assertThat(asker.get()).isPositive();
            }
        } finally {
            servers.shutdownNow();
        }
    }

    private static int claimsThatSucceed(StoredCreations ledger) {
        int got = 0;
        for (int round = 0; round < 200; round++) {
            Creation attempt = attempt();
            if (ledger.claim(attempt).isEmpty()) {
                got++;
                ledger.remove(attempt);
            }
        }
        return got;
    }

    @ParameterizedTest
    @EnumSource
    void replaces_only_what_is_as_it_was_seen(DatabaseKind kind) {
        try (Database database = kind.open(folder)) {
            StoredCreations ledger = at(database, NOW);
            Creation first = attempt();
            ledger.claim(first);
            ledger.replace(first, first.unknown());

            assertThat(ledger.replace(first, first.created("1"))).isFalse();
            assertThat(ledger.replace(first.unknown(), attempt())).isTrue();
            assertThat(ledger.replace(first.unknown(), attempt())).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_attempt_that_made_nothing_leaves_nothing(DatabaseKind kind) {
        try (Database database = kind.open(folder)) {
            StoredCreations ledger = at(database, NOW);
            Creation first = attempt();
            ledger.claim(first);
            ledger.remove(attempt());
            assertThat(ledger.claim(attempt())).contains(first);

            ledger.remove(first);

            assertThat(ledger.claim(attempt())).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_attempt_whose_outcome_is_not_known_is_seen_by_who_comes_later(DatabaseKind kind) {
        try (Database database = kind.open(folder)) {
            StoredCreations ledger = at(database, NOW);
            Creation lost = attempt();
            ledger.claim(lost);
            ledger.replace(lost, lost.unknown());
            Creation abandoned = Creation.begin("request", "c".repeat(64), KEY, NOW, KEPT);
            ledger.claim(abandoned);

            StoredCreations later = at(database, NOW.plus(KEPT).plus(Duration.ofHours(1)));
            assertThat(later.claim(attempt())).contains(lost.unknown());
            assertThat(later.claim(Creation.begin("request", "c".repeat(64), KEY, NOW, KEPT)))
                    .contains(abandoned);

            StoredCreations muchLater = at(database, NOW.plus(KEPT).plus(Duration.ofHours(25)));
            assertThat(muchLater.claim(attempt())).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_is_over_is_free_again_and_deleted(DatabaseKind kind) {
        try (Database database = kind.open(folder)) {
            made(at(database, NOW), attempt());
            made(at(database, NOW), Creation.begin("request", "c".repeat(64), KEY, NOW, KEPT));
            Instant later = NOW.plus(KEPT).plusSeconds(1);

            assertThat(at(database, later).claim(Creation.begin("request", KEY, KEY, later, KEPT)))
                    .isEmpty();

            Number rows = database.inTransaction(
                    manager -> (Number) manager.createQuery("SELECT COUNT(row) FROM CreationRow row")
                            .getSingleResult());
            assertThat(rows.intValue()).isEqualTo(1);
        }
    }

    private static void made(StoredCreations ledger, Creation attempt) {
        ledger.claim(attempt);
        ledger.replace(attempt, attempt.created("1"));
    }

    @ParameterizedTest
    @EnumSource
    void tells_the_time_of_the_database(DatabaseKind kind) {
        try (Database database = kind.open(folder)) {
            assertThat(new StoredCreations(database).now()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
            assertThat(at(database, NOW).now()).isEqualTo(NOW);
        }
    }

    @Test
    void nothing_is_made_while_the_database_is_away() {
        Database closed = new Database(DatabaseKind.EMBEDDED.settings(folder));

        assertThatThrownBy(() -> at(closed, NOW).claim(attempt()))
                .isInstanceOf(ToolFailure.class)
                .hasMessageContaining("Nothing was sent");
    }
}
