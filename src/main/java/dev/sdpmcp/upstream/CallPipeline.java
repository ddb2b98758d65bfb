package dev.sdpmcp.upstream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.telemetry.ExceptionSummary;
import dev.sdpmcp.telemetry.tracing.Tracing.TracedExchange;
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
 * Makes one call, with all that keeps us and ServiceDesk Plus from hurting each other: a token, repeated reads, lock-outs,
 * the circuit breaker, the budget, the bound on calls in flight. In this order, from the outside in: a token is asked for
 * once a call, and what is not sent costs no budget. Thread-safe.
 */
final class CallPipeline {

    private static final Logger LOG = System.getLogger(CallPipeline.class.getName());

    /** A lock-out that a read outlasts rather than failing. */
    static final Duration SHORT_LOCKOUT = Duration.ofSeconds(2);

    private static final int JITTER_MILLIS = 250;

    private final ServiceDeskHttp http;
    private final AccessTokenSource tokens;
    private final Bulkhead flights;
    private final RateLimitCooldown lockouts;
    private final UpstreamClock time;
    private final CallBudget budget;
    private final UpstreamState state;
    private final ExchangeListener listener;
    private final ResiliencePolicies guards;

    CallPipeline(
            URI apiBase,
            AccessTokenSource tokens,
            UpstreamLimits limits,
            Executor executor,
            CallBudget budget,
            UpstreamState state,
            ExchangeListener listener,
            ResiliencePolicies guards,
            Clock clock) {
        this.time = new UpstreamClock(clock);
        this.http = new ServiceDeskHttp(apiBase, limits, executor, time);
        this.tokens = tokens;
        this.flights = new Bulkhead(limits);
        this.lockouts = new RateLimitCooldown(clock);
        this.budget = budget;
        this.state = state;
        this.listener = listener;
        this.guards = guards;
    }

    Bulkhead flights() {
        return flights;
    }

    UpstreamClock time() {
        return time;
    }

    /** @return the body of a success */
    ObjectNode call(ApiCall call, @Nullable ObjectNode input) {
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

    private ObjectNode withToken(ApiCall call, @Nullable ObjectNode input, String token) {
        try {
            return call.isWrite() ? attempt(call, input, token) : repeated(call, input, token);
        } catch (InterruptedException | TimeoutException cancelled) {
            // Payara's word for a thread that was interrupted before the work began; no time-out of ours has that type
            throw CallCancelled.of("cancelled while waiting for ServiceDesk Plus", cancelled);
        }
    }

    private ObjectNode repeated(ApiCall call, @Nullable ObjectNode input, String token) throws InterruptedException {
        try {
            AtomicBoolean again = new AtomicBoolean();
            return guards.reads().through(() -> {
                if (again.getAndSet(true)) {
                    listener.repeated(RetryReason.UNAVAILABLE);
                }
                return attempt(call, input, token);
            });
        } catch (UpstreamFailure.Throttled throttled) {
            if (throttled.retryAfter().compareTo(SHORT_LOCKOUT) > 0) {
                throw throttled;
            }
            Thread.sleep(throttled.retryAfter().toMillis()
                    + ThreadLocalRandom.current().nextInt(1, JITTER_MILLIS));
            listener.repeated(RetryReason.LOCKED_OUT);
            return attempt(call, input, token);
        }
    }

    private ObjectNode attempt(ApiCall call, @Nullable ObjectNode input, String token) throws InterruptedException {
        checkLockout(call);
        try {
            return guards.instance().through(() -> judged(call, input, token));
        } catch (CircuitBreakerOpenException open) {
            Duration pause = state.keptAway();
            listener.withheld(ShortCircuitReason.CIRCUIT_OPEN);
            throw new UpstreamFailure.CircuitOpen(
                    "ServiceDesk Plus failed again and again and is left alone for a while; nothing was sent, it is tried"
                            + " again in " + pause.toSeconds() + " s",
                    pause,
                    open);
        }
    }

    private void checkLockout(ApiCall call) {
        try {
            lockouts.check(call);
        } catch (UpstreamFailure.Throttled shut) {
            listener.withheld(ShortCircuitReason.LOCKED_OUT);
            throw shut;
        }
    }

    private void awaitTurn() {
        try {
            budget.await();
        } catch (UpstreamFailure.Throttled spent) {
            listener.withheld(ShortCircuitReason.BUDGET_SPENT);
            throw spent;
        }
    }

    private ObjectNode judged(ApiCall call, @Nullable ObjectNode input, String token) throws InterruptedException {
        awaitTurn();
        try {
            return accepted(exchange(call, input, token), call);
        } catch (UpstreamFailure.Unavailable down) {
            state.unavailable(down);
            throw down;
        }
    }

    private ObjectNode accepted(ApiResponse answer, ApiCall call) {
        LOG.log(Level.DEBUG, "upstream {0} answered HTTP {1}", call, answer.status());
        if (answer.status() < 500) {
            state.answered();
        }
        try {
            return ResponseInterpreter.accept(answer, call);
        } catch (UpstreamFailure.Throttled throttled) {
            lockouts.shut(call, throttled.retryAfter());
            throw throttled;
        }
    }

    private ApiResponse exchange(ApiCall call, @Nullable ObjectNode input, String token) throws InterruptedException {
        if (call.isWrite()) {
            listener.beforeWrite(new UpstreamWrite(call.method(), call.path()));
        }
        TracedExchange trace = listener.begins(call.method(), http.addressOf(call));
        long begun = System.nanoTime();
        int status = UpstreamExchange.NO_ANSWER;
        try {
            ApiResponse answer = flights.run(() -> http.exchange(call, input, token, trace.headers()));
            status = answer.status();
            return answer;
        } finally {
            trace.ended(status);
            tell(new UpstreamExchange(call.method(), call.path(), status, Duration.ofNanos(System.nanoTime() - begun)));
        }
    }

    private void tell(UpstreamExchange exchange) {
        try {
            listener.exchanged(exchange);
        } catch (RuntimeException broken) {
            LOG.log(
                    Level.ERROR,
                    "a listener failed after {0} {1}: {2}",
                    exchange.method(),
                    exchange.path(),
                    ExceptionSummary.inOneLine(broken));
        }
    }
}
