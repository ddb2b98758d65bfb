package dev.sdpmcp.upstream.oauth;

import dev.sdpmcp.lifecycle.ReadinessCheck;
import dev.sdpmcp.lifecycle.ReadinessProblem;
import dev.sdpmcp.persistence.DatabaseOpened;
import dev.sdpmcp.persistence.DatabaseUnavailable;
import dev.sdpmcp.telemetry.PeriodicTask;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sees at the start whether there can be tokens, keeps the access token fresh from then on, and tells readiness.
 *
 * <p>A server that has never had a refresh token, or cannot open it, is not ready: waiting does not help. That a refresh
 * token is refused later is told and changes nothing: the server works again as soon as an operator has put a new one into
 * the database, and until then its tools say what to do. Thread-safe.
 */
@ApplicationScoped
public class TokenRefresher implements ReadinessCheck {

    private static final Logger LOG = System.getLogger(TokenRefresher.class.getName());
    private static final long SECONDS_BETWEEN_LOOKS = 10;
    private static final int LOOKS_BETWEEN_TIDYING = 360;

    /** For everybody, since readiness is open to all: what stands in the way may name folders and keys. */
    private static final String TODO =
            "there is no refresh token that can be used; the log of this server says why. As a rule: make a code with the self"
                    + " client of the Zoho API console and run ./start-sse.sh --authorize CODE";

    private static final String AFTER_DATABASE =
            "the refresh token is read when the database answers; see the check database";

    @Inject
    private AccessTokens tokens;

    @Resource
    @SuppressWarnings("NullAway.Init") // the server sets it before the first call
    private ManagedScheduledExecutorService scheduler;

    private volatile boolean begun;
    private volatile Optional<String> problem = Optional.empty();
    private @Nullable ScheduledFuture<?> looks;
    private int looksSinceTidying = LOOKS_BETWEEN_TIDYING;

    void atStart(@Observes DatabaseOpened event) {
        begin();
        looks = scheduler.scheduleWithFixedDelay(
                new PeriodicTask("looking after the access token", this::look),
                SECONDS_BETWEEN_LOOKS,
                SECONDS_BETWEEN_LOOKS,
                TimeUnit.SECONDS);
    }

    @PreDestroy
    void end() {
        if (looks != null) {
            looks.cancel(true);
        }
    }

    private void begin() {
        Optional<String> found;
        try {
            found = tokens.begin();
        } catch (DatabaseUnavailable away) {
            LOG.log(Level.WARNING, "not known whether there is a refresh token: {0}", away.getMessage());
            return;
        }
        if (!found.equals(problem)) {
            found.ifPresent(sentence -> LOG.log(Level.ERROR, "{0}", sentence));
        }
        problem = found;
        begun = found.isEmpty();
    }

    /** On one thread at a time. */
    private void look() {
        if (!begun) {
            begin();
        }
        try {
            tokens.keepFresh();
            tokens.catchUp();
            if (++looksSinceTidying > LOOKS_BETWEEN_TIDYING) {
                tokens.tidy();
                looksSinceTidying = 0;
            }
        } catch (DatabaseUnavailable away) {
            LOG.log(Level.DEBUG, "the tokens in the database are not looked at now: {0}", away.getMessage());
        }
    }

    @Override
    public String name() {
        return "oauth";
    }

    @Override
    public boolean ready() {
        return begun;
    }

    @Override
    public Optional<ReadinessProblem> problem() {
        return problem.map(sentence -> new ReadinessProblem(ReadinessProblem.Place.CONFIGURATION, sentence));
    }

    @Override
    public Map<String, String> data() {
        return data(begun, problem, tokens.state());
    }

    /** A {@code todo} if the check is down, and only then. */
    static Map<String, String> data(boolean ready, Optional<String> problem, TokenState state) {
        if (ready) {
            return state.asData();
        }
        return Map.of("todo", problem.isPresent() ? TODO : AFTER_DATABASE);
    }
}
