package dev.sdpmcp.launcher.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeaderDeadlinesTest {

    private static final String SLOW = "slow";
    private static final String QUICK = "quick";

    private final HeaderDeadlines<String> heads = new HeaderDeadlines<>(Duration.ofSeconds(28));

    private List<String> look(int second, String... unfinished) {
        return heads.among(List.of(unfinished), Duration.ofSeconds(second).toNanos());
    }

    @Test
    void are_those_that_were_unfinished_at_every_look_for_the_whole_time() {
        assertThat(look(0, SLOW)).isEmpty();
        assertThat(look(2, SLOW, QUICK)).isEmpty();
        assertThat(look(27, SLOW)).isEmpty();

        assertThat(look(28, SLOW, QUICK)).containsExactly(SLOW);
    }

    @Test
    void are_not_those_that_were_finished_once_in_between() {
        look(0, QUICK);
        look(15);

        assertThat(look(28, QUICK)).isEmpty();
        assertThat(look(56, QUICK)).containsExactly(QUICK);
    }
}
