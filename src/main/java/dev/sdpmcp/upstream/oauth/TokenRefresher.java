package dev.sdpmcp.upstream.oauth;

import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.config.UpstreamSettings.OAuthClient;
import dev.sdpmcp.lifecycle.ReadinessCheck;
import dev.sdpmcp.lifecycle.ReadinessCheck.ReadinessProblem;
import dev.sdpmcp.persistence.Database;
import dev.sdpmcp.persistence.DatabaseOpened;
import dev.sdpmcp.persistence.DatabaseUnavailable;
import dev.sdpmcp.telemetry.PeriodicTask;
import dev.sdpmcp.telemetry.metrics.Metrics;
import dev.sdpmcp.upstream.MonotonicClock;
import dev.sdpmcp.upstream.UpstreamFailure;
import dev.sdpmcp.upstream.UpstreamLimits;
import dev.sdpmcp.upstream.UpstreamThreads;
import dev.sdpmcp.upstream.oauth.AccessTokens.TokenState;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Readiness check {@code oauth}, periodic refresh of the access token, and producer of its cache. Thread-safe.
 *
 * <p>A server that has never had a refresh token, or cannot decrypt it, is not ready: waiting does not help. A refusal
 * of the refresh token later is reported, but does not change readiness: the server works again as soon as an operator
 * has stored a new one in the database, and until then the failures of its tools contain what to do.
 */
@ApplicationScoped
public class TokenRefresher implements ReadinessCheck {

    private static final Logger LOG = System.getLogger(TokenRefresher.class.getName());
    private static final long CHECK_INTERVAL_SECONDS = 10;
    private static final int CHECKS_BETWEEN_CLEANUPS = 360;

    /** Contains no detail, since readiness is public and the problem may contain names of folders and keys. */
    private static final String TODO =
            "there is no refresh token that can be used; the log of this server contains the cause. As a rule: make a"
                    + " code with the self client of the Zoho API console and run ./start-sse.sh --authorize CODE";

    private static final String AFTER_DATABASE =
            "the refresh token is read when the database is available; see the check database";

    @Inject
    private AccessTokens tokens;

    @Resource
    @SuppressWarnings("NullAway.Init") // the server sets it before the first call
    private ManagedScheduledExecutorService scheduler;

    private volatile boolean initialized;
    private volatile Optional<String> problem = Optional.empty();
    private @Nullable ScheduledFuture<?> checks;
    private int checksSinceCleanup = CHECKS_BETWEEN_CLEANUPS;

    @Produces
    @Singleton
    static AccessTokens accessTokens(
            ServerConfiguration configuration, Database database, UpstreamThreads threads, Metrics metrics) {
        Clock clock = new MonotonicClock();
        TokenMetrics tokenMetrics = new TokenMetrics(metrics);
        OAuthClient client = configuration.upstream().oauth();
        TokenEndpoint endpoint = new TokenEndpoint(client, TokenEndpoint.LIMITS, clock, tokenMetrics::requested);
        TokenSource source = configuration.storage().keepTokens()
                ? new DatabaseTokenSource(
                        endpoint, new TokenStore(database, configuration.storage(), client, clock), clock)
                : new TokenSource.Local(endpoint, client.refreshToken().orElseThrow(), clock);
        AccessTokens tokens = new AccessTokens(source, UpstreamLimits.DEFAULT.whole(), threads, clock);
        tokenMetrics.watch(tokens);
        return tokens;
    }

    void atStart(@Observes DatabaseOpened event) {
        initialize();
        checks = scheduler.scheduleWithFixedDelay(
                new PeriodicTask("refresh of the access token", this::check),
                CHECK_INTERVAL_SECONDS,
                CHECK_INTERVAL_SECONDS,
                TimeUnit.SECONDS);
    }

    @PreDestroy
    void end() {
        if (checks != null) {
            checks.cancel(true);
        }
    }

    private void initialize() {
        Optional<String> found;
        try {
            found = tokens.source().initialize();
        } catch (DatabaseUnavailable unavailable) {
            LOG.log(Level.WARNING, "cannot check whether there is a refresh token: {0}", unavailable.getMessage());
            return;
        }
        if (!found.equals(problem)) {
            found.ifPresent(sentence -> LOG.log(Level.ERROR, "{0}", sentence));
        }
        problem = found;
        initialized = found.isEmpty();
    }

    /** Runs on one thread at a time. */
    private void check() {
        if (!initialized) {
            initialize();
        }
        try {
            tokens.keepFresh();
            tokens.source().storePending();
            if (++checksSinceCleanup > CHECKS_BETWEEN_CLEANUPS) {
                tokens.source().deleteExpired();
                checksSinceCleanup = 0;
            }
        } catch (DatabaseUnavailable unavailable) {
            LOG.log(Level.DEBUG, "cannot check the tokens in the database: {0}", unavailable.getMessage());
        }
    }

    @Override
    public String name() {
        return "oauth";
    }

    @Override
    public boolean ready() {
        return initialized;
    }

    @Override
    public Optional<ReadinessProblem> problem() {
        return problem.map(sentence -> new ReadinessProblem(ReadinessProblem.Place.CONFIGURATION, sentence));
    }

    @Override
    public Map<String, String> data() {
        return data(initialized, problem, tokens.state());
    }

    /**
     * Either {@code todo}, if the check is down, or {@code token}, with {@code renewal} and its {@code reason} while
     * the last refresh has failed. That failure is not a {@code todo}: the server is ready, since another one would
     * fail likewise.
     */
    static Map<String, String> data(boolean ready, Optional<String> problem, TokenState state) {
        if (!ready) {
            return Map.of("todo", problem.isPresent() ? TODO : AFTER_DATABASE);
        }
        Map<String, String> data = new LinkedHashMap<>();
        data.put("token", state.valid() ? "valid" : state.failure().isPresent() ? "none" : "not requested yet");
        state.failure().ifPresent(failure -> {
            data.put("renewal", word(failure));
            data.put("reason", failure.getMessage());
        });
        return data;
    }

    private static String word(UpstreamFailure failure) {
        return switch (failure) {
            case UpstreamFailure.Unauthorised unauthorised -> "refused";
            case UpstreamFailure.Throttled throttled -> "throttled";
            default -> "unavailable";
        };
    }
}
