package dev.sdpmcp.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ShutdownGateTest {

    private final ShutdownGate door = new ShutdownGate();

    @Test
    void lets_messages_in_until_it_is_shut() {
        assertThat(door.enter(() -> "taken")).hasValue("taken");

        door.shut();

        assertThat(door.isShut()).isTrue();
        assertThat(door.enter(() -> {
                    throw new AssertionError("nothing may be done");
                }))
                .isEmpty();
    }

    @Test
    void is_not_quiet_while_one_is_on_its_way_in() {
        door.enter(() -> {
            door.shut();
            assertThat(door.isQuiet()).isFalse();
            return "taken";
        });

        assertThat(door.isQuiet()).isTrue();
    }

    @Test
    void is_quiet_after_one_that_failed() {
        assertThatThrownBy(() -> door.enter(() -> {
                    throw new IllegalStateException("not ours");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(door.isQuiet()).isTrue();
    }
}
