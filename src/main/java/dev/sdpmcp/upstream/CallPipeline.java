package dev.sdpmcp.upstream;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.telemetry.ExceptionSummary;
import dev.sdpmcp.telemetry.tracing.Tracing.TracedExchange;
import dev.sdpmcp.upstream.ExchangeListener.RetryReason;
import dev.sdpmcp.upstream.ExchangeListener.ShortCircuitReason;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Pipeline of one call with all resilience policies. From the outside in: token, retry of reads, rate limit cooldown,
 * circuit breaker, call budget, bulkhead. In this order a call needs the token once, and a call that is not sent
 * consumes no budget. Thread-safe.
 */
final class CallPipeline {

    private static final Logger LOG = System.getLogger(CallPipeline.class.getName());

    /** A read waits for the end of a cooldown of at most this length. */
    static final Duration MAX_AWAITED_COOLDOWN = Duration.ofSeconds(2);

    private static final int JITTER_MILLIS = 250;

    private final ServiceDeskHttp http;
    private final AccessTokenSource tokens;
    private final Bulkhead bulkhead;
    private final RateLimitCooldown cooldown;
    private final UpstreamClock upstreamClock;
    private final CallBudget budget;
    private final UpstreamState state;
    private final ExchangeListener listener;
    private final ResiliencePolicies policies;

    CallPipeline(
            URI apiBase,
            AccessTokenSource tokens,
            UpstreamLimits limits,
            Executor executor,
            CallBudget budget,
            UpstreamState state,
            ExchangeListener listener,
            ResiliencePolicies policies,
            Clock clock) {
        this.upstreamClock = new UpstreamClock(clock);
        this.http = new ServiceDeskHttp(apiBase, limits, executor, upstreamClock);
        this.tokens = tokens;
        this.bulkhead = new Bulkhead(limits);
        this.cooldown = new RateLimitCooldown(clock);
        this.budget = budget;
        this.state = state;
        this.listener = listener;
        this.policies = policies;
    }

    Bulkhead bulkhead() {
        return bulkhead;
    }

    UpstreamClock upstreamClock() {
        return upstreamClock;
    }

    /** @return the body of a success */
    ObjectNode call(ApiCall call, @Nullable ObjectNode input) {
        return requireNonNull(run(call, CallInput.of(input)).json());
    }

    /** @return a success */
    ApiResponse run(ApiCall call, CallInput input) {
        String token = tokens.current();
        try {
            return withToken(call, input, token);
        } catch (UpstreamFailure.Unauthorised refused) {
            if (!refused.isAboutToken()) {
                throw refused;
            }
            String renewed = tokens.renewed(token);
            if (renewed.equals(token)) {
                throw refused;
            }
            return withToken(call, input, renewed);
        }
    }

    private ApiResponse withToken(ApiCall call, CallInput input, String token) {
        try {
            return call.isWrite() ? attempt(call, input, token) : withRetry(call, input, token);
        } catch (InterruptedException | TimeoutException cancelled) {
            // Payara throws TimeoutException in a thread that was interrupted before; no timeout of this server has
            // that type
            throw CallCancelled.of("cancelled while waiting for ServiceDesk Plus", cancelled);
        }
    }

    private ApiResponse withRetry(ApiCall call, CallInput input, String token) throws InterruptedException {
        try {
            AtomicBoolean again = new AtomicBoolean();
            return policies.reads().through(() -> {
                if (again.getAndSet(true)) {
                    listener.retried(RetryReason.UNAVAILABLE);
                }
                return attempt(call, input, token);
            });
        } catch (UpstreamFailure.Throttled throttled) {
            if (throttled.retryAfter().compareTo(MAX_AWAITED_COOLDOWN) > 0) {
                throw throttled;
            }
            Thread.sleep(throttled.retryAfter().toMillis()
                    + ThreadLocalRandom.current().nextInt(1, JITTER_MILLIS));
            listener.retried(RetryReason.LOCKED_OUT);
            return attempt(call, input, token);
        }
    }

    private ApiResponse attempt(ApiCall call, CallInput input, String token) throws InterruptedException {
        orReport(ShortCircuitReason.LOCKED_OUT, () -> cooldown.check(call));
        try {
            return policies.instance().through(() -> {
                orReport(ShortCircuitReason.BUDGET_SPENT, budget::await);
                return send(call, input, token);
            });
        } catch (CircuitBreakerOpenException open) {
            Duration pause = state.shortCircuited();
            listener.shortCircuited(ShortCircuitReason.CIRCUIT_OPEN);
            throw new UpstreamFailure.CircuitOpen(
                    "ServiceDesk Plus failed repeatedly and is not called for a while; nothing was sent, try again in "
                            + pause.toSeconds() + " s",
                    pause,
                    open);
        }
    }

    private void orReport(ShortCircuitReason reason, Runnable check) {
        try {
            check.run();
        } catch (UpstreamFailure.Throttled throttled) {
            listener.shortCircuited(reason);
            throw throttled;
        }
    }

    private ApiResponse send(ApiCall call, CallInput input, String token) throws InterruptedException {
        try {
            return accept(exchange(call, input, token), call);
        } catch (UpstreamFailure.Unavailable unavailable) {
            state.unavailable(unavailable);
            throw unavailable;
        }
    }

    private ApiResponse accept(ApiResponse response, ApiCall call) {
        LOG.log(Level.DEBUG, "upstream {0} answered HTTP {1}", call, response.status());
        if (response.status() < 500) {
            state.answered();
        }
        try {
            return ResponseInterpreter.accept(response, call);
        } catch (UpstreamFailure.Throttled throttled) {
            cooldown.start(call, throttled.retryAfter());
            throw throttled;
        }
    }

    private ApiResponse exchange(ApiCall call, CallInput input, String token) throws InterruptedException {
        if (call.isWrite()) {
            listener.beforeWrite(new UpstreamWrite(call.method(), call.path()));
        }
        TracedExchange trace = listener.begins(call.method(), http.addressOf(call));
        long begun = System.nanoTime();
        int status = UpstreamExchange.NO_ANSWER;
        try {
            ApiResponse response = bulkhead.run(() -> http.exchange(call, input, token, trace.headers()));
            status = response.status();
            return response;
        } finally {
            trace.ended(status);
            report(new UpstreamExchange(
                    call.method(), call.path(), status, Duration.ofNanos(System.nanoTime() - begun)));
        }
    }

    private void report(UpstreamExchange exchange) {
        try {
            listener.exchanged(exchange);
        } catch (RuntimeException failed) {
            LOG.log(
                    Level.ERROR,
                    "a listener failed after {0} {1}: {2}",
                    exchange.method(),
                    exchange.path(),
                    ExceptionSummary.inOneLine(failed));
        }
    }
}
