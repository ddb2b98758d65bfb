package dev.sdpmcp.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.jsonrpc.JsonRpcId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The thread that worked for a call also writes its answer, to a channel that an interrupt would close. */
class AnsweringThreadTest {

    private final List<Boolean> interruptedWhileAnswering = new ArrayList<>();

    @Test
    void does_not_take_an_interrupt_of_the_work_along() {
        List<InFlightCall> self = new ArrayList<>();
        InFlightCall call = new InFlightCall(
                new JsonRpcId.Text("1"),
                Duration.ofMinutes(1),
                () -> {
                    Thread.currentThread().interrupt();
                    assertThat(self.get(0).claimAnswer()).isTrue();
                    interruptedWhileAnswering.add(Thread.currentThread().isInterrupted());
                },
                stop -> {},
                () -> {});
        self.add(call);

        call.run();

        assertThat(interruptedWhileAnswering).containsExactly(false);
    }
}
