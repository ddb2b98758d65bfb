package dev.sdpmcp.upstream.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sdpmcp.upstream.MovableClock;
import dev.sdpmcp.upstream.UpstreamFailure;
import dev.sdpmcp.upstream.oauth.TokenSource.AccessToken;
import dev.sdpmcp.upstream.oauth.TokenSource.TokenDemand;
import dev.sdpmcp.upstream.oauth.TokenSource.TokenResult;
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
    private final AtomicInteger requests = new AtomicInteger();
    private final List<TokenDemand> demands = new CopyOnWriteArrayList<>();
    private @Nullable UpstreamFailure failure;
    private Duration pause = Duration.ofSeconds(5);
    private final AccessTokens tokens = tokens(this::fresh);

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    @Test
    void fifty_threads_cause_one_token_request() throws Exception {
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
        assertThat(requests).hasValue(1);
        callers.shutdownNow();
    }

    @Test
    void uses_a_token_until_shortly_before_it_expires() {
        assertThat(tokens.current()).isEqualTo("token-1");
        clock.forward(Duration.ofMinutes(58));
        assertThat(tokens.current()).isEqualTo("token-1");

        clock.forward(Duration.ofSeconds(61));

        assertThat(tokens.current()).isEqualTo("token-2");
    }

    @Test
    void refreshes_a_refused_token_once_for_all_calls_that_held_it() {
        String first = tokens.current();

        assertThat(tokens.renewed(first)).isEqualTo("token-2");
        assertThat(tokens.renewed(first)).isEqualTo("token-2");
        assertThat(requests).hasValue(2);
    }

    @Test
    void does_not_refresh_again_soon_if_new_tokens_are_refused_too() {
        String second = tokens.renewed(tokens.current());

        for (int i = 0; i < 600; i++) {
            second = tokens.renewed(second);
            clock.forward(Duration.ofSeconds(1));
        }

        assertThat(requests.get()).as("tokens in ten minutes").isLessThan(10);
    }

    @Test
    void does_not_call_the_source_during_its_pause() {
        failure = new UpstreamFailure.Throttled("too many", Duration.ofMinutes(10));
        pause = Duration.ofMinutes(10);
        assertThatThrownBy(tokens::current).isSameAs(failure);

        clock.forward(Duration.ofMinutes(9));
        assertThatThrownBy(tokens::current).isInstanceOf(UpstreamFailure.Throttled.class);
        assertThat(requests).hasValue(1);

        failure = null;
        clock.forward(Duration.ofMinutes(1));
        assertThat(tokens.current()).isEqualTo("token-2");
    }

    @Test
    void refreshes_a_token_in_use_ahead_of_expiry_without_blocking_calls() {
        tokens.current();
        tokens.current();
        clock.forward(Duration.ofMinutes(53));
        tokens.keepFresh();
        assertThat(requests).hasValue(1);

        clock.forward(Duration.ofMinutes(2));
        tokens.keepFresh();

        Awaitility.await().until(() -> tokens.current().equals("token-2"));
        assertThat(demands.get(1)).isEqualTo(new TokenDemand(Optional.of("token-1"), false, false));
        assertThat(requests).hasValue(2);
    }

    @Test
    void retries_a_failed_refresh_without_a_call() {
        failure = new UpstreamFailure.Unavailable("Zoho is away", false, null);
        assertThatThrownBy(tokens::current).isSameAs(failure);
        failure = null;
        clock.forward(AccessTokens.RETRY_INTERVAL.minusSeconds(1));
        tokens.keepFresh();
        assertThat(requests).hasValue(1);

        clock.forward(Duration.ofSeconds(1));
        tokens.keepFresh();

        Awaitility.await().until(() -> tokens.state().failure().isEmpty());
        assertThat(requests).hasValue(2);
    }

    @Test
    void does_not_retry_refused_credentials_without_a_call() {
        failure = new UpstreamFailure.Unauthorised("revoked");
        assertThatThrownBy(tokens::current).isSameAs(failure);
        clock.forward(AccessTokens.RETRY_INTERVAL.multipliedBy(10));

        tokens.keepFresh();

        assertThat(requests).hasValue(1);
        assertThat(tokens.state().failure()).isPresent();
    }

    @Test
    void does_not_refresh_an_unused_token() {
        tokens.current();
        clock.forward(Duration.ofMinutes(59));

        tokens.keepFresh();

        assertThat(tokens.state().valid()).isTrue();
        assertThat(requests).hasValue(1);
    }

    @Test
    void uses_a_valid_token_although_its_refresh_failed() {
        tokens.current();
        tokens.current();
        clock.forward(Duration.ofMinutes(56));
        failure = new UpstreamFailure.Unauthorised("revoked");

        tokens.keepFresh();
        Awaitility.await().until(() -> tokens.state().failure().isPresent());

        assertThat(tokens.current()).isEqualTo("token-1");
        assertThat(TokenRefresher.data(true, Optional.empty(), tokens.state()))
                .containsEntry("token", "valid")
                .containsEntry("renewal", "refused")
                .containsEntry("reason", "revoked")
                .doesNotContainKey("todo");
    }

    /** As every readiness check. */
    @Test
    void has_a_todo_while_it_is_not_ready_and_only_then() {
        AccessTokens.TokenState state = tokens.state();

        assertThat(TokenRefresher.data(true, Optional.empty(), state)).doesNotContainKey("todo");
        assertThat(TokenRefresher.data(false, Optional.of("no token"), state)).containsOnlyKeys("todo");
        assertThat(TokenRefresher.data(false, Optional.empty(), state).get("todo"))
                .contains("check database");
    }

    @Test
    void waits_for_a_bounded_time() {
        CountDownLatch never = new CountDownLatch(1);
        AccessTokens stuck = new AccessTokens(
                demand -> {
                    awaitQuietly(never);
                    return new TokenResult.Success(fresh());
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
        CountDownLatch started = new CountDownLatch(1);
        AccessTokens stuck = tokens(() -> {
            started.countDown();
            awaitQuietly(never);
            return fresh();
        });
        AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
        Thread caller = new Thread(() -> thrown.set(catchThrowable(stuck::current)));
        caller.start();
        started.await();

        caller.interrupt();

        caller.join(30_000);
        assertThat(thrown.get()).isInstanceOf(CancellationException.class);
    }

    @Test
    void hides_the_token_in_its_text() {
        assertThat(fresh().toString()).doesNotContain("token-1");
    }

    private AccessTokens tokens(Supplier<AccessToken> endpoint) {
        TokenSource source = demand -> {
            demands.add(demand);
            try {
                return new TokenResult.Success(endpoint.get());
            } catch (UpstreamFailure failed) {
                return new TokenResult.Failure(failed, pause);
            }
        };
        return new AccessTokens(source, Duration.ofSeconds(10), executor, clock);
    }

    private AccessToken fresh() {
        int count = requests.incrementAndGet();
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
