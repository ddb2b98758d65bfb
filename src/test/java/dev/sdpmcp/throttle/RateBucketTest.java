package dev.sdpmcp.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateBucketTest {

    /** A clock that moves when it is told to. */
    private static final class HandClock implements TimeMeter {
        private final AtomicLong nanos = new AtomicLong();

        void advance(Duration time) {
            nanos.addAndGet(time.toNanos());
        }

        @Override
        public long currentTimeNanos() {
            return nanos.get();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }

    private final HandClock clock = new HandClock();
    private final RateBucket bucket = new RateBucket(60, clock);

    private void takeAll() {
        for (int i = 0; i < 60; i++) {
            assertThat(bucket.tryTake()).isTrue();
        }
    }

    @Test
    void grants_a_burst_of_the_whole_limit_and_not_one_more() {
        takeAll();

        RateBucket.Taken next = bucket.take();
        assertThat(next.granted()).isFalse();
        assertThat(next.status()).isEqualTo(new RateBucket.LimitStatus(60, 0, 60));
        assertThat(next.retryAfter()).isEqualTo(Duration.ofSeconds(1));
        assertThat(next.retryAfterSeconds()).isEqualTo(1);
    }

    @Test
    void fills_evenly() {
        takeAll();

        clock.advance(Duration.ofMillis(999));
        assertThat(bucket.tryTake()).isFalse();
        clock.advance(Duration.ofMillis(1));
        assertThat(bucket.tryTake()).isTrue();
        assertThat(bucket.tryTake()).isFalse();
    }

    @Test
    void never_holds_more_than_the_limit() {
        clock.advance(Duration.ofDays(365));
        takeAll();

        assertThat(bucket.tryTake()).isFalse();
    }

    @Test
    void looks_without_taking() {
        for (int i = 0; i < 100; i++) {
            assertThat(bucket.look().granted()).isTrue();
        }
        assertThat(bucket.look().status().remaining()).isEqualTo(60);
        takeAll();
        assertThat(bucket.look().granted()).isFalse();
    }

    @Test
    void says_when_it_will_be_full_again() {
        for (int i = 0; i < 30; i++) {
            assertThat(bucket.take().granted()).isTrue();
        }

        assertThat(bucket.look().status()).isEqualTo(new RateBucket.LimitStatus(60, 30, 30));
    }

    @Test
    void never_asks_anybody_to_come_back_at_once() {
        RateBucket fast = new RateBucket(1_000_000, clock);
        while (fast.tryTake()) {
            // until it is empty
        }
        assertThat(fast.take().retryAfterSeconds()).isEqualTo(1);
    }
}
