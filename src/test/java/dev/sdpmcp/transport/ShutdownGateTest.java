package dev.sdpmcp.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sdpmcp.transport.GracefulShutdown.ShutdownGate;
import org.junit.jupiter.api.Test;

class ShutdownGateTest {

    private final ShutdownGate gate = new ShutdownGate();

    @Test
    void lets_messages_in_until_it_is_shut() {
        assertThat(gate.enter(() -> "taken")).hasValue("taken");

        gate.close();

        assertThat(gate.isClosed()).isTrue();
        assertThat(gate.enter(() -> {
                    throw new AssertionError("nothing may be done");
                }))
                .isEmpty();
    }

    @Test
    void is_not_quiet_while_one_is_on_its_way_in() {
        gate.enter(() -> {
            gate.close();
            assertThat(gate.isIdle()).isFalse();
            return "taken";
        });

        assertThat(gate.isIdle()).isTrue();
    }

    @Test
    void is_quiet_after_one_that_failed() {
        assertThatThrownBy(() -> gate.enter(() -> {
                    throw new IllegalStateException("not ours");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(gate.isIdle()).isTrue();
    }
}
