package dev.sdpmcp.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SubscriptionsTest {

    private final Subscriptions subscriptions = new Subscriptions();

    @Test
    void remembers_until_told_to_forget() {
        assertThat(subscriptions.contains("a:1")).isFalse();

        assertThat(subscriptions.add("a:1")).isTrue();
        assertThat(subscriptions.contains("a:1")).isTrue();

        subscriptions.remove("a:1");
        assertThat(subscriptions.contains("a:1")).isFalse();
    }

    @Test
    void takes_100_and_no_more_but_any_of_them_again() {
        for (int i = 0; i < Subscriptions.MAX; i++) {
            assertThat(subscriptions.add("a:" + i)).isTrue();
        }

        assertThat(subscriptions.add("a:100")).isFalse();
        assertThat(subscriptions.add("a:5")).isTrue();
        subscriptions.remove("a:5");
        assertThat(subscriptions.add("a:100")).isTrue();
    }
}
