package dev.sdpmcp.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RateBucketsTest {

    private final RateBuckets buckets = new RateBuckets(2);

    @Test
    void keep_each_owners_account() {
        assertThat(buckets.of("a").tryTake()).isTrue();
        assertThat(buckets.of("a").tryTake()).isTrue();
        assertThat(buckets.of("a").tryTake()).isFalse();
        assertThat(buckets.of("b").tryTake()).isTrue();
    }

    @Test
    void make_none_for_who_is_only_asked_after() {
        assertThat(buckets.known("a")).isEmpty();
        assertThat(buckets.size()).isZero();

        RateBucket made = buckets.of("a");
        assertThat(buckets.known("a")).containsSame(made);
    }

    @Test
    void are_bounded_in_number_and_forget_the_longest_unused() {
        for (int owner = 0; owner <= RateBuckets.MAX_OWNERS; owner++) {
            assertThat(buckets.of("first").look().status().limit()).isEqualTo(2);
            assertThat(buckets.of(String.valueOf(owner)).tryTake()).isTrue();
        }

        assertThat(buckets.size()).isEqualTo(RateBuckets.MAX_OWNERS);
        assertThat(buckets.known("0")).isEmpty();
        assertThat(buckets.known("first")).isPresent();
    }
}
