package dev.sdpmcp.launcher.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.launcher.server.ConnectionLimit.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConnectionLimitTest {

    private static final int SHARE = 4;

    private final ConnectionLimit<String> bound = new ConnectionLimit<>(3, SHARE);

    private static Seen<String> used(String name) {
        return new Seen<>(name, true, null);
    }

    private static Seen<String> unused(String name) {
        return new Seen<>(name, false, null);
    }

    /** So many of one holder, used ones. */
    private static List<Seen<String>> of(String holder, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Seen<>(holder + i, true, holder))
                .toList();
    }

    @SafeVarargs
    private static List<Seen<String>> all(List<Seen<String>>... parts) {
        List<Seen<String>> all = new ArrayList<>();
        for (List<Seen<String>> part : parts) {
            all.addAll(part);
        }
        return all;
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

    @Test
    void who_holds_thousands_loses_and_not_who_came_last_with_few() {
        ConnectionLimit<String> wide = new ConnectionLimit<>(5_096, 74);
        List<Seen<String>> attack = of("attacker", 5_096);
        assertThat(wide.above(attack)).isEmpty();

        List<Seen<String>> victim =
                List.of(new Seen<>("victim-stream", true, "victim"), new Seen<>("victim-new", false, "victim"));
        List<String> cut = wide.above(all(attack, victim));

        assertThat(cut).hasSize(2).allMatch(name -> name.startsWith("attacker"));
    }

    @Test
    void large_holders_are_made_equal_before_anybody_else_is_touched() {
        ConnectionLimit<String> narrow = new ConnectionLimit<>(14, SHARE);

        List<String> cut = narrow.above(all(of("a", 9), of("b", 6), of("c", 4), List.of(unused("d"))));

        assertThat(cut).containsExactly("a8", "a7", "a6", "b5", "a5", "b4");
    }

    @Test
    void of_one_holder_what_is_not_used_goes_first() {
        List<Seen<String>> open = new ArrayList<>(of("a", 5));
        open.add(1, new Seen<>("a-new", false, "a"));

        assertThat(new ConnectionLimit<String>(5, SHARE).above(open)).containsExactly("a-new");
    }

    /** Idle connections of very many addresses must not cost an office its streams. */
    @Test
    void within_the_share_what_is_not_used_goes_before_streams() {
        List<Seen<String>> open = new ArrayList<>(of("office", SHARE));
        IntStream.range(0, 10).forEach(i -> open.add(new Seen<>("idle" + i, false, "net" + i)));

        assertThat(new ConnectionLimit<String>(SHARE, SHARE).above(open))
                .hasSize(10)
                .allMatch(name -> name.startsWith("idle"));
    }

    @Test
    void connections_of_a_proxy_are_each_for_themselves() {
        List<Seen<String>> open = new ArrayList<>();
        IntStream.range(0, 10).forEach(i -> open.add(used("proxied" + i)));

        assertThat(new ConnectionLimit<String>(8, SHARE).above(open)).containsExactly("proxied9", "proxied8");
        assertThat(new ConnectionLimit<String>(14, SHARE).above(all(open, of("direct", 6))))
                .containsExactly("direct5", "direct4");
    }
}
