package dev.sdpmcp.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class SlowBodyLimitTest {

    private final SlowBodyLimit places = new SlowBodyLimit();

    private List<SlowBodyLimit.Permit> fill(String key) {
        List<SlowBodyLimit.Permit> taken = new ArrayList<>();
        for (int i = 0; i < SlowBodyLimit.MAX_PER_KEY; i++) {
            taken.add(places.take(key));
        }
        return taken;
    }

    @Test
    void refuses_one_more_of_a_key_after_a_moment_and_not_another_key() {
        fill("ann");
        long before = System.nanoTime();

        assertThatExceptionOfType(HttpFailure.class)
                .isThrownBy(() -> places.take("ann"))
                .satisfies(refused -> assertThat(refused.error()).isEqualTo(HttpError.TOO_MANY_BODIES));

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(SlowBodyLimit.MAX_WAIT.minusMillis(50));
        assertThat(places.leftFor("ann").remaining()).isZero();
        assertThat(places.leftFor("bob").remaining()).isEqualTo(SlowBodyLimit.MAX_PER_KEY);
        places.take("bob").close();
    }

    @Test
    void refuses_one_more_of_all_keys() {
        for (int i = 0; i < SlowBodyLimit.MAX_TOTAL / SlowBodyLimit.MAX_PER_KEY; i++) {
            fill("key " + i);
        }

        assertThat(places.leftInTotal().remaining()).isZero();
        assertThatExceptionOfType(HttpFailure.class).isThrownBy(() -> places.take("another"));
    }

    @Test
    void gives_a_place_that_becomes_free_to_who_waits() throws Exception {
        List<SlowBodyLimit.Permit> taken = fill("ann");
        CompletableFuture<SlowBodyLimit.Permit> waiting = CompletableFuture.supplyAsync(() -> places.take("ann"));

        taken.get(0).close();

        waiting.get(30, TimeUnit.SECONDS).close();
        assertThat(places.leftFor("ann").remaining()).isEqualTo(1);
    }

    @Test
    void refuses_at_once_when_too_many_wait_already() {
        fill("ann");
        List<CompletableFuture<Boolean>> waiting = new ArrayList<>();
        for (int i = 0; i < 2 * SlowBodyLimit.MAX_WAITING; i++) {
            CompletableFuture<Boolean> quick = new CompletableFuture<>();
            waiting.add(quick);
            Thread thread = new Thread(() -> quick.complete(isRefusedAtOnce()));
            thread.setDaemon(true);
            thread.start();
        }

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> waiting.stream().allMatch(CompletableFuture::isDone));
        assertThat(waiting.stream().filter(CompletableFuture::join)).hasSizeGreaterThanOrEqualTo(1);
        assertThat(waiting.stream().filter(quick -> !quick.join()))
                .hasSizeGreaterThanOrEqualTo(SlowBodyLimit.MAX_WAITING);
    }

    private boolean isRefusedAtOnce() {
        long before = System.nanoTime();
        assertThatExceptionOfType(HttpFailure.class).isThrownBy(() -> places.take("ann"));
        return Duration.ofNanos(System.nanoTime() - before).compareTo(SlowBodyLimit.MAX_WAIT.dividedBy(2)) < 0;
    }

    @Test
    void remembers_no_key_that_has_no_body_on_its_way() {
        fill("ann").forEach(SlowBodyLimit.Permit::close);

        assertThat(places.leftInTotal().remaining()).isEqualTo(SlowBodyLimit.MAX_TOTAL);
        assertThat(places.leftFor("ann").remaining()).isEqualTo(SlowBodyLimit.MAX_PER_KEY);
    }
}
