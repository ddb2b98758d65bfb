package dev.sdpmcp.launcher.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.launcher.server.ConnectionLimit.Open;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConnectionLimitTest {

    private static final int SHARE = 4;

    private final ConnectionLimit<String> bound = new ConnectionLimit<>(3, SHARE);

    private static Open<String> used(String name) {
        return new Open<>(name, true, null);
    }

    private static Open<String> unused(String name) {
        return new Open<>(name, false, null);
    }

    /** Used connections of one holder. */
    private static List<Open<String>> of(String holder, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Open<>(holder + i, true, holder))
                .toList();
    }

    @SafeVarargs
    private static List<Open<String>> all(List<Open<String>>... parts) {
        List<Open<String>> all = new ArrayList<>();
        for (List<Open<String>> part : parts) {
            all.addAll(part);
        }
        return all;
    }

    @Test
    void up_to_the_limit_all_stay() {
        assertThat(bound.above(List.of())).isEmpty();
        assertThat(bound.above(List.of(used("a"), unused("b"), unused("c")))).isEmpty();
    }

    @Test
    void used_connections_stay_and_the_newest_others_are_closed() {
        assertThat(bound.above(List.of(unused("a"), used("b")))).isEmpty();

        assertThat(bound.above(List.of(unused("d"), used("b"), unused("a"), used("c"))))
                .containsExactly("d");
        assertThat(bound.above(List.of(unused("e"), used("b"), unused("a"), used("c"), used("f"))))
                .containsExactly("e", "a");
    }

    @Test
    void if_all_are_used_the_newest_is_closed() {
        assertThat(bound.above(List.of(used("a"), used("b"), used("c")))).isEmpty();

        assertThat(bound.above(List.of(used("d"), used("c"), used("b"), used("a"))))
                .containsExactly("d");
    }

    @Test
    void the_holder_with_most_loses_connections_and_not_a_late_one_with_few() {
        ConnectionLimit<String> wide = new ConnectionLimit<>(5_096, 74);
        List<Open<String>> attack = of("attacker", 5_096);
        assertThat(wide.above(attack)).isEmpty();

        List<Open<String>> victim =
                List.of(new Open<>("victim-stream", true, "victim"), new Open<>("victim-new", false, "victim"));
        List<String> cut = wide.above(all(attack, victim));

        assertThat(cut).hasSize(2).allMatch(name -> name.startsWith("attacker"));
    }

    @Test
    void large_holders_become_equal_before_others_lose_any() {
        ConnectionLimit<String> narrow = new ConnectionLimit<>(14, SHARE);

        List<String> cut = narrow.above(all(of("a", 9), of("b", 6), of("c", 4), List.of(unused("d"))));

        assertThat(cut).containsExactly("a8", "a7", "a6", "b5", "a5", "b4");
    }

    @Test
    void of_one_holder_unused_connections_are_closed_first() {
        List<Open<String>> open = new ArrayList<>(of("a", 5));
        open.add(1, new Open<>("a-new", false, "a"));

        assertThat(new ConnectionLimit<String>(5, SHARE).above(open)).containsExactly("a-new");
    }

    /** Idle connections of many addresses must not close the streams of an office. */
    @Test
    void within_the_share_unused_connections_are_closed_before_streams() {
        List<Open<String>> open = new ArrayList<>(of("office", SHARE));
        IntStream.range(0, 10).forEach(i -> open.add(new Open<>("idle" + i, false, "net" + i)));

        assertThat(new ConnectionLimit<String>(SHARE, SHARE).above(open))
                .hasSize(10)
                .allMatch(name -> name.startsWith("idle"));
    }

    @Test
    void connections_of_a_proxy_have_separate_holders() {
        List<Open<String>> open = new ArrayList<>();
        IntStream.range(0, 10).forEach(i -> open.add(used("proxied" + i)));

        assertThat(new ConnectionLimit<String>(8, SHARE).above(open)).containsExactly("proxied9", "proxied8");
        assertThat(new ConnectionLimit<String>(14, SHARE).above(all(open, of("direct", 6))))
                .containsExactly("direct5", "direct4");
    }
}
