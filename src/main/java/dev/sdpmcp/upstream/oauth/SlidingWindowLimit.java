package dev.sdpmcp.upstream.oauth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** So many calls in any ten minutes and no more, counted in this process. Thread-safe. */
final class SlidingWindowLimit {

    /** Zoho gives out ten; two are left for whoever else uses the refresh token. */
    static final int MOST = 8;

    static final Duration LENGTH = Duration.ofMinutes(10);

    private final int most;
    private final Clock clock;
    private final Deque<Instant> calls = new ArrayDeque<>();

    SlidingWindowLimit(int most, Clock clock) {
        this.most = most;
        this.clock = clock;
    }

    /** Takes a place for a call; if there is none, how long until there is. */
    synchronized Optional<Duration> take() {
        Instant now = clock.instant();
        forgetBefore(now);
        if (calls.size() >= most) {
            return Optional.of(Duration.between(now, calls.getFirst().plus(LENGTH)));
        }
        calls.addLast(now);
        return Optional.empty();
    }

    private void forgetBefore(Instant now) {
        while (!calls.isEmpty() && !now.isBefore(calls.getFirst().plus(LENGTH))) {
            calls.removeFirst();
        }
    }

    /** Places that are free now. */
    synchronized int left() {
        forgetBefore(clock.instant());
        return most - calls.size();
    }

    /** Gives the last place back: the call never left. */
    synchronized void giveBack() {
        calls.pollLast();
    }
}
