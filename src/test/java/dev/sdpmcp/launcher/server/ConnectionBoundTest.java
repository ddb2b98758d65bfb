package dev.sdpmcp.launcher.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.launcher.server.ConnectionBound.Seen;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionBoundTest {

    private final ConnectionBound<String> bound = new ConnectionBound<>(3);

    private static Seen<String> used(String name) {
        return new Seen<>(name, true);
    }

    private static Seen<String> unused(String name) {
        return new Seen<>(name, false);
    }

    @Test
    void up_to_the_bound_all_stay() {
        assertThat(bound.above(List.of())).isEmpty();
        assertThat(bound.above(List.of(used("a"), unused("b"), unused("c")))).isEmpty();
    }

    @Test
    void what_is_used_stays_and_of_the_rest_who_was_there_first() {
        assertThat(bound.above(List.of(unused("a"), used("b")))).isEmpty();

        assertThat(bound.above(List.of(unused("d"), used("b"), unused("a"), used("c"))))
                .containsExactly("d");
        assertThat(bound.above(List.of(unused("e"), used("b"), unused("a"), used("c"), used("f"))))
                .containsExactly("e", "a");
    }

    @Test
    void where_all_are_used_the_newest_goes() {
        assertThat(bound.above(List.of(used("a"), used("b"), used("c")))).isEmpty();

        assertThat(bound.above(List.of(used("d"), used("c"), used("b"), used("a"))))
                .containsExactly("d");
    }
}
