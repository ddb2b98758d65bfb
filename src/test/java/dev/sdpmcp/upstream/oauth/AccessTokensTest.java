package dev.sdpmcp.upstream.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sdpmcp.upstream.UpstreamFailure;
import dev.sdpmcp.upstream.oauth.TokenSource.Need;
import dev.sdpmcp.upstream.oauth.TokenSource.Supply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccessTokensTest {

    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final MovableClock clock = new MovableClock();
    private final AtomicInteger asked = new AtomicInteger();
    private final List<Need> needs = new CopyOnWriteArrayList<>();
    private @Nullable UpstreamFailure failure;
    private Duration pause = Duration.ofSeconds(5);
    private final AccessTokens tokens = tokens(this::fresh);

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    @Test
    void fifty_threads_cause_one_token_call() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        AccessTokens slow = tokens(() -> {
            awaitQuietly(release);
            return fresh();
        });
        ExecutorService callers = Executors.newFixedThreadPool(50);
        List<Future<String>> answers = new ArrayList<>();
        CountDownLatch started = new CountDownLatch(50);
        for (int i = 0; i < 50; i++) {
            answers.add(callers.submit(() -> {
                started.countDown();
                return slow.current();
            }));
        }
        started.await();
        release.countDown();

        for (Future<String> answer : answers) {
            assertThat(answer.get()).isEqualTo("token-1");
        }
        assertThat(asked).hasValue(1);
        callers.shutdownNow();
    }

    @Test
    void keeps_a_token_until_shortly_before_its_end() {
        assertThat(tokens.current()).isEqualTo("token-1");
        clock.forward(Duration.ofMinutes(58));
        assertThat(tokens.current()).isEqualTo("token-1");

        clock.forward(Duration.ofSeconds(61));

        assertThat(tokens.current()).isEqualTo("token-2");
    }

    @Test
    void renews_a_refused_token_once_for_all_who_held_it() {
        String first = tokens.current();

        assertThat(tokens.renewed(first)).isEqualTo("token-2");
        assertThat(tokens.renewed(first)).isEqualTo("token-2");
        assertThat(asked).hasValue(2);
    }

    @Test
    void does_not_renew_again_and_again_what_is_refused_again_and_again() {
        String second = tokens.renewed(tokens.current());

        for (int i = 0; i < 600; i++) {
            second = tokens.renewed(second);
            clock.forward(Duration.ofSeconds(1));
        }

        assertThat(asked.get()).as("tokens in ten minutes").isLessThan(10);
    }

    @Test
    void leaves_the_source_alone_for_as_long_as_it_says() {
        failure = new UpstreamFailure.Throttled("too many", Duration.ofMinutes(10));
        pause = Duration.ofMinutes(10);
        assertThatThrownBy(tokens::current).isSameAs(failure);

        clock.forward(Duration.ofMinutes(9));
        assertThatThrownBy(tokens::current).isInstanceOf(UpstreamFailure.Throttled.class);
        assertThat(asked).hasValue(1);

        failure = null;
        clock.forward(Duration.ofMinutes(1));
        assertThat(tokens.current()).isEqualTo("token-2");
    }

    @Test
    void renews_a_token_in_use_some_minutes_ahead_while_calls_go_on_with_it() {
        tokens.current();
        tokens.current();
        clock.forward(Duration.ofMinutes(53));
        tokens.keepFresh();
        assertThat(asked).hasValue(1);

        clock.forward(Duration.ofMinutes(2));
        tokens.keepFresh();

        Awaitility.await().until(() -> tokens.current().equals("token-2"));
        assertThat(needs.get(1)).isEqualTo(new Need(Optional.of("token-1"), false, false));
        assertThat(asked).hasValue(2);
    }

    @Test
    void finds_out_by_itself_that_a_failure_has_passed() {
        failure = new UpstreamFailure.Unavailable("Zoho is away", false, null);
        assertThatThrownBy(tokens::current).isSameAs(failure);
        failure = null;
        clock.forward(AccessTokens.BETWEEN_TRIALS.minusSeconds(1));
        tokens.keepFresh();
        assertThat(asked).hasValue(1);

        clock.forward(Duration.ofSeconds(1));
        tokens.keepFresh();

        Awaitility.await().until(() -> tokens.state().failure().isEmpty());
        assertThat(asked).hasValue(2);
    }

    @Test
    void does_not_offer_refused_credentials_again_by_itself() {
        failure = new UpstreamFailure.Unauthorised("revoked");
        assertThatThrownBy(tokens::current).isSameAs(failure);
        clock.forward(AccessTokens.BETWEEN_TRIALS.multipliedBy(10));

        tokens.keepFresh();

        assertThat(asked).hasValue(1);
        assertThat(tokens.state().failure()).isPresent();
    }

    @Test
    void leaves_a_token_that_nobody_uses_to_end() {
        tokens.current();
        clock.forward(Duration.ofMinutes(59));

        tokens.keepFresh();

        assertThat(tokens.state().valid()).isTrue();
        assertThat(asked).hasValue(1);
    }

    @Test
    void goes_on_with_a_token_that_lasts_although_its_renewal_failed() {
        tokens.current();
        tokens.current();
        clock.forward(Duration.ofMinutes(56));
        failure = new UpstreamFailure.Unauthorised("revoked");

        tokens.keepFresh();
        Awaitility.await().until(() -> tokens.state().failure().isPresent());

        assertThat(tokens.current()).isEqualTo("token-1");
        assertThat(tokens.state().asData())
                .containsEntry("token", "valid")
                .containsEntry("renewal", "refused")
                .containsEntry("reason", "revoked")
                .doesNotContainKey("todo");
    }

    /** As every check of readiness. */
    @Test
    void has_a_todo_while_it_is_not_ready_and_only_then() {
        TokenState state = tokens.state();

        assertThat(TokenRefresher.data(true, Optional.empty(), state)).doesNotContainKey("todo");
        assertThat(TokenRefresher.data(false, Optional.of("no token"), state)).containsOnlyKeys("todo");
        assertThat(TokenRefresher.data(false, Optional.empty(), state).get("todo"))
                .contains("check database");
    }

    @Test
    void waits_only_so_long() {
        CountDownLatch never = new CountDownLatch(1);
        AccessTokens stuck = new AccessTokens(
                need -> {
                    awaitQuietly(never);
                    return new Supply.Got(fresh());
                },
                Duration.ofMillis(100),
                executor,
                clock);

        assertThatThrownBy(stuck::current)
                .isInstanceOf(UpstreamFailure.Unavailable.class)
                .hasMessageContaining("in time");
    }

    @Test
    void an_interrupt_ends_the_wait() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        AccessTokens stuck = tokens(() -> {
            begun.countDown();
            awaitQuietly(never);
            return fresh();
        });
        AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
        Thread caller = new Thread(() -> thrown.set(catchThrowable(stuck::current)));
        caller.start();
        begun.await();

        caller.interrupt();

        caller.join(30_000);
        assertThat(thrown.get()).isInstanceOf(CancellationException.class);
    }

    @Test
    void hides_the_token_in_its_text() {
        assertThat(fresh().toString()).doesNotContain("token-1");
    }

    private AccessTokens tokens(Supplier<AccessToken> endpoint) {
        TokenSource source = need -> {
            needs.add(need);
            try {
                return new Supply.Got(endpoint.get());
            } catch (UpstreamFailure failed) {
                return new Supply.None(failed, pause);
            }
        };
        return new AccessTokens(source, Duration.ofSeconds(10), executor, clock);
    }

    private AccessToken fresh() {
        int count = asked.incrementAndGet();
        UpstreamFailure planned = failure;
        if (planned != null) {
            throw planned;
        }
        return new AccessToken("token-" + count, clock.instant().plusSeconds(3600));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
