package dev.sdpmcp.upstream.oauth;

import dev.sdpmcp.config.Secret;
import dev.sdpmcp.upstream.oauth.TokenAnswer.Denied;
import dev.sdpmcp.upstream.oauth.TokenAnswer.Issued;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Tokens that only this process knows, lost when it ends: {@code SDP_USE_DB_TOKENS=false}. */
final class LocalTokenSource implements TokenSource {

    private final TokenEndpoint endpoint;
    private final Secret refreshToken;
    private final SlidingWindowLimit window;
    private final RefreshBackoff pauses = new RefreshBackoff();

    LocalTokenSource(TokenEndpoint endpoint, Secret refreshToken, Clock clock) {
        this.endpoint = endpoint;
        this.refreshToken = refreshToken;
        this.window = new SlidingWindowLimit(SlidingWindowLimit.MOST, clock);
    }

    @Override
    public int requestsLeft() {
        return window.left();
    }

    @Override
    public Supply obtain(Need need) {
        Optional<Duration> wait = window.take();
        if (wait.isPresent()) {
            return new Supply.None(TooManyTokenCalls.inWindow(wait.get()), wait.get());
        }
        TokenAnswer answer = endpoint.refresh(refreshToken);
        if (answer instanceof Issued issued) {
            pauses.succeeded();
            return new Supply.Got(issued.accessToken());
        }
        Denied denied = (Denied) answer;
        if (denied.reason() == TokenAnswer.Reason.NOT_SENT) {
            window.giveBack();
        }
        return new Supply.None(denied.failure(), pauses.after(denied));
    }
}
