package dev.sdpmcp.upstream.oauth;

import dev.sdpmcp.persistence.DatabaseUnavailable;
import dev.sdpmcp.persistence.encryption.EncryptionRefused;
import dev.sdpmcp.telemetry.OnceAMinute;
import dev.sdpmcp.upstream.UpstreamFailure;
import dev.sdpmcp.upstream.oauth.TokenAnswer.Denied;
import dev.sdpmcp.upstream.oauth.TokenAnswer.Issued;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that all servers on one database share: it decides who asks Zoho, and how often. For one renewal at a time; its
 * waits are bounded by the lease of whoever asks.
 *
 * <p>While the database is away a server knows nothing of the others. Then it asks only if a call waits, and at most twice
 * in ten minutes, so that four servers together stay within Zoho's limit; what came of it is written down when the
 * database is back.
 */
final class DatabaseTokenSource implements TokenSource {

    private static final Logger LOG = System.getLogger(DatabaseTokenSource.class.getName());

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final Duration SHORT_PAUSE = Duration.ofSeconds(5);
    private static final int MOST_WITHOUT_DATABASE = 2;

    private final TokenEndpoint endpoint;
    private final TokenStore store;
    private final RefreshTokenStore grants;
    private final TokenRows rows;
    private final Clock clock;
    private final OnceAMinute linesOfSealed = new OnceAMinute();
    private final SlidingWindowLimit window;
    private final SlidingWindowLimit windowWithoutDatabase;
    private final RefreshBackoff pauses = new RefreshBackoff();
    private final Deque<Unsettled> unsettled = new ArrayDeque<>();
    private RefreshDecision.@Nullable Grant lastGrant;
    private Instant blockedUntil = Instant.MIN;
    private volatile boolean begun;

    /** An answer that is not in the database yet. */
    private record Unsettled(RefreshDecision.Lease lease, TokenAnswer answer, Instant asked) {}

    DatabaseTokenSource(
            TokenEndpoint endpoint, TokenStore store, RefreshTokenStore grants, TokenRows rows, Clock clock) {
        this.endpoint = endpoint;
        this.store = store;
        this.grants = grants;
        this.rows = rows;
        this.clock = clock;
        this.window = new SlidingWindowLimit(SlidingWindowLimit.MOST, clock);
        this.windowWithoutDatabase = new SlidingWindowLimit(MOST_WITHOUT_DATABASE, clock);
    }

    @Override
    public Optional<String> begin() {
        try {
            Optional<String> problem = grants.adopt();
            begun = true;
            return problem;
        } catch (EncryptionRefused locked) {
            return Optional.of(locked.getMessage());
        }
    }

    @Override
    public int requestsLeft() {
        return window.left();
    }

    @Override
    public Optional<AccessToken> look() {
        return store.look().map(this::token);
    }

    @Override
    public void catchUp() {
        settleWhatIsLeft();
    }

    @Override
    public void tidy() {
        rows.tidy();
    }

    @Override
    public Supply obtain(Need need) {
        try {
            if (!begun) {
                begin();
            }
            settleWhatIsLeft();
            return together(need);
        } catch (DatabaseUnavailable away) {
            return need.urgent() ? alone(away) : none(databaseAway(away));
        } catch (EncryptionRefused locked) {
            return none(sealed(locked));
        }
    }

    /** Models and readiness are told of it, who need not know which file or key it is about. */
    private UpstreamFailure sealed(EncryptionRefused locked) {
        if (linesOfSealed.isDue()) {
            LOG.log(Level.ERROR, "{0}", locked.getMessage());
        }
        return new UpstreamFailure.Unauthorised(
                "the tokens in the database cannot be opened by this server, whose log says"
                        + " why; an operator gives it the right SDP_ENCRYPTION_KEY or runs ./start-sse.sh --authorize CODE");
    }

    private Supply together(Need need) {
        Instant deadline = clock.instant().plus(OAuthToken.LEASE).plusSeconds(5);
        RefreshDecision turn = store.take(need);
        while (turn instanceof RefreshDecision.Wait && clock.instant().isBefore(deadline) && waited()) {
            turn = store.take(need);
        }
        return switch (turn) {
            case RefreshDecision.Use use -> {
                pauses.succeeded();
                use.grant().ifPresent(grant -> lastGrant = grant);
                yield new Supply.Got(token(use));
            }
            case RefreshDecision.Ask ask -> {
                lastGrant = ask.grant();
                yield ask(ask);
            }
            case RefreshDecision.Refuse refuse -> {
                if (refuse.failure() instanceof UpstreamFailure.Throttled throttled) {
                    blockedUntil = clock.instant().plus(throttled.retryAfter());
                }
                yield none(refuse.failure());
            }
            case RefreshDecision.Wait() ->
                none(new UpstreamFailure.Unavailable(
                        "another server is getting an access token from Zoho and is not done yet; try again later",
                        false,
                        null));
        };
    }

    private static boolean waited() {
        try {
            TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS.toMillis());
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Supply ask(RefreshDecision.Ask ask) {
        Instant asked = clock.instant();
        Optional<Duration> wait = window.take();
        TokenAnswer answer = wait.<TokenAnswer>map(
                        time -> new Denied(TokenAnswer.Reason.NOT_SENT, TooManyTokenCalls.inWindow(time)))
                .orElseGet(() -> ask(ask.grant(), window));
        settle(new Unsettled(ask.lease(), answer, asked));
        return supply(answer);
    }

    /** Without the database: with the refresh token that was used last, and within a bound of its own. */
    private Supply alone(DatabaseUnavailable away) {
        RefreshDecision.Grant last = lastGrant;
        Instant asked = clock.instant();
        if (last == null || asked.isBefore(blockedUntil)) {
            return none(databaseAway(away));
        }
        Optional<Duration> wait = windowWithoutDatabase.take().or(window::take);
        if (wait.isPresent()) {
            return none(databaseAway(away));
        }
        LOG.log(Level.WARNING, "asking for an access token without the database, which is away");
        TokenAnswer answer = ask(last, window, windowWithoutDatabase);
        remember(new Unsettled(TokenStore.newLease(last.number()), answer, asked));
        return supply(answer);
    }

    private TokenAnswer ask(RefreshDecision.Grant grant, SlidingWindowLimit... countedIn) {
        TokenAnswer answer = endpoint.refresh(grant.refreshToken());
        if (answer instanceof Denied denied && denied.reason() == TokenAnswer.Reason.NOT_SENT) {
            List.of(countedIn).forEach(SlidingWindowLimit::giveBack);
        }
        return answer;
    }

    private Supply supply(TokenAnswer answer) {
        return switch (answer) {
            case Issued issued -> {
                pauses.succeeded();
                yield new Supply.Got(issued.accessToken());
            }
            case Denied denied -> {
                if (denied.reason() == TokenAnswer.Reason.THROTTLED) {
                    blockedUntil = clock.instant().plus(OAuthToken.BLOCK);
                }
                yield new Supply.None(denied.failure(), pauses.afterShared(denied));
            }
        };
    }

    /** What Zoho has answered holds, whether it can be written down now or not. */
    private void settle(Unsettled outcome) {
        try {
            store.settle(outcome.lease(), outcome.answer(), outcome.asked());
        } catch (DatabaseUnavailable away) {
            LOG.log(Level.WARNING, "an access token is not in the database yet, which is away");
            remember(outcome);
        }
    }

    /** Older ones have ceased to count, and their tokens to be of use. */
    private synchronized void remember(Unsettled outcome) {
        unsettled.addLast(outcome);
        if (unsettled.size() > SlidingWindowLimit.MOST) {
            unsettled.removeFirst();
        }
    }

    private synchronized void settleWhatIsLeft() {
        while (!unsettled.isEmpty()) {
            Unsettled oldest = unsettled.removeFirst();
            try {
                store.settle(oldest.lease(), oldest.answer(), oldest.asked());
            } catch (DatabaseUnavailable away) {
                unsettled.addFirst(oldest);
                throw away;
            }
        }
    }

    private AccessToken token(RefreshDecision.Use use) {
        return new AccessToken(use.token(), clock.instant().plus(use.left()));
    }

    private static UpstreamFailure databaseAway(DatabaseUnavailable away) {
        return new UpstreamFailure.Unavailable(
                "no access token can be got while the database of this server is away; its operator must bring it back",
                false,
                away);
    }

    private static Supply none(UpstreamFailure failure) {
        return new Supply.None(failure, SHORT_PAUSE);
    }
}
