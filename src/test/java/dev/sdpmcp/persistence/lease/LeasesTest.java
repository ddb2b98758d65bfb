package dev.sdpmcp.persistence.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.DatabaseKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("component")
class LeasesTest {

    private static final Duration TIME = Duration.ofHours(25);

    @TempDir
    Path folder;

    private static void expire(Database database) {
        database.onConnection(connection ->
                Leases.update(connection, "UPDATE lease SET expires_at = CURRENT_TIMESTAMP - INTERVAL '1' SECOND"));
    }

    @ParameterizedTest
    @EnumSource
    void belongs_to_one_holder_until_it_is_released(DatabaseKind kind) {
        try (Database database = kind.open(folder)) {
            Leases leases = new Leases(database, "refresh");
            assertThat(leases.acquire("token", "one", TIME)).isTrue();
            assertThat(leases.acquire("token", "one", TIME)).isTrue();
            assertThat(leases.acquire("token", "two", TIME)).isFalse();
            assertThat(leases.holder("token")).contains("one");
            assertThat(new Leases(database, "other").acquire("token", "two", TIME))
                    .isTrue();

            leases.release("token", "two");
            assertThat(leases.acquire("token", "two", TIME)).isFalse();
            leases.release("token", "one");
            assertThat(leases.holder("token")).isEmpty();
            assertThat(leases.acquire("token", "two", TIME)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void can_be_taken_over_when_it_has_expired(DatabaseKind kind) {
        try (Database database = kind.open(folder)) {
            Leases leases = new Leases(database, "refresh");
            leases.acquire("token", "one", TIME);
            expire(database);

            assertThat(leases.holder("token")).isEmpty();
            assertThat(leases.acquire("token", "two", TIME)).isTrue();
            assertThat(leases.acquire("token", "one", TIME)).isFalse();
            assertThat(leases.holder("token")).contains("two");
        }
    }

    @ParameterizedTest
    @EnumSource
    void has_one_holder_however_many_want_it_at_once(DatabaseKind kind) throws Exception {
        ExecutorService servers = Executors.newFixedThreadPool(8);
        try (Database database = kind.open(folder)) {
            Leases leases = new Leases(database, "refresh");
            for (int round = 0; round < 10; round++) {
                String name = "token-" + round / 2;
                expire(database); // in every second round it is taken over, in the others it is new
                List<Callable<Boolean>> attempts = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    String holder = "server-" + i;
                    attempts.add(() -> leases.acquire(name, holder, TIME));
                }
                int acquired = 0;
                for (Future<Boolean> attempt : servers.invokeAll(attempts)) {
                    acquired += attempt.get() ? 1 : 0;
                }
                assertThat(acquired).isEqualTo(1);
            }
        } finally {
            servers.shutdownNow();
        }
    }
}
