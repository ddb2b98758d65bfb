package dev.sdpmcp.upstream.oauth;

import dev.sdpmcp.upstream.UpstreamFailure;
import java.time.Duration;

/** What is said when our own limit or Zoho's forbids to ask for a token. */
final class TooManyTokenCalls {

    private TooManyTokenCalls() {}

    /** Our own limit. */
    static UpstreamFailure.Throttled inWindow(Duration wait) {
        return new UpstreamFailure.Throttled(
                SlidingWindowLimit.MOST + " access tokens were asked for in " + SlidingWindowLimit.LENGTH.toMinutes()
                        + " minutes, and Zoho locks out who asks for more than 10; try again in "
                        + (wait.toSeconds() + 1) + " s",
                wait);
    }

    /** That of trials without a database. */
    static UpstreamFailure.Throttled ofDoctor(Duration wait) {
        return new UpstreamFailure.Throttled(
                "the credentials were tried " + RequestFile.MOST + " times in " + SlidingWindowLimit.LENGTH.toMinutes()
                        + " minutes, and Zoho locks out who asks for more than 10 tokens; try again in "
                        + (wait.toSeconds() + 1) + " s",
                wait);
    }

    /** Zoho's. */
    static UpstreamFailure.Throttled byZoho(Duration wait) {
        return new UpstreamFailure.Throttled(
                "Zoho gives out no more access tokens for now (10 in 10 minutes at most); asking earlier makes the"
                        + " wait longer, try again in " + (wait.toSeconds() + 59) / 60 + " minutes",
                wait);
    }
}
