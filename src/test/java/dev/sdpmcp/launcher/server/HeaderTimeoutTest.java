package dev.sdpmcp.launcher.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeaderTimeoutTest {

    private static final String SLOW = "slow";
    private static final String QUICK = "quick";

    private final HeaderTimeout.Deadlines<String> heads = new HeaderTimeout.Deadlines<>(Duration.ofSeconds(28));

    private List<String> check(int second, String... unfinished) {
        return heads.overdue(List.of(unfinished), Duration.ofSeconds(second).toNanos());
    }

    @Test
    void a_head_that_is_unfinished_at_every_check_is_overdue_after_the_limit() {
        assertThat(check(0, SLOW)).isEmpty();
        assertThat(check(2, SLOW, QUICK)).isEmpty();
        assertThat(check(27, SLOW)).isEmpty();

        assertThat(check(28, SLOW, QUICK)).containsExactly(SLOW);
    }

    @Test
    void a_head_that_was_finished_in_between_is_not_overdue() {
        check(0, QUICK);
        check(15);

        assertThat(check(28, QUICK)).isEmpty();
        assertThat(check(56, QUICK)).containsExactly(QUICK);
    }
}
