package dev.sdpmcp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.jsonrpc.JsonRpcId;
import dev.sdpmcp.lifecycle.ServerStopping;
import dev.sdpmcp.mcp.ProtocolVersion;
import dev.sdpmcp.session.FakeOutput;
import dev.sdpmcp.session.GivenSession;
import dev.sdpmcp.session.InFlightCall;
import dev.sdpmcp.session.InFlightCall.Stop;
import dev.sdpmcp.session.McpSession;
import dev.sdpmcp.transport.GracefulShutdown.ShutdownGate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class GracefulShutdownTest {

    private final FakeOutput output = new FakeOutput();
    private final McpSession session = GivenSession.ready(output, ProtocolVersion.newest());
    private final ShutdownGate gate = new ShutdownGate();
    private final List<String> order = new ArrayList<>();
    private final GracefulShutdown shutdown =
            new GracefulShutdown(() -> order.add("refuse"), gate, () -> List.of(session), told -> order.add("tell"));

    /** Little time for calls, and enough for a busy machine to come this far. */
    private void leave() {
        shutdown.shutDown(ServerStopping.within(GracefulShutdown.STREAM_GRACE.plusSeconds(2)));
    }

    @Test
    void lets_nobody_in_before_it_tells_those_who_are_in() {
        output.ends();

        leave();

        assertThat(order).containsExactly("refuse", "tell");
        assertThat(gate.isClosed()).isTrue();
        assertThat(output.timesClosed()).isPositive();
    }

    @Test
    void waits_for_calls_that_it_gave_up_to_write_down_how_far_they_came() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean writtenDown = new AtomicBoolean();
        AtomicReference<Stop> stopped = new AtomicReference<>();
        InFlightCall call = new InFlightCall(
                new JsonRpcId.Text("held"),
                Duration.ofMinutes(1),
                () -> {
                    begun.countDown();
                    assertThat(isInterruptedWithin(Duration.ofMinutes(1))).isTrue();
                    isInterruptedWithin(Duration.ofMillis(200)); // as long as a slow database takes
                    writtenDown.set(true);
                },
                stopped::set,
                () -> {});
        session.calls().enter(call);
        Thread worker = new Thread(() -> {
            call.run();
            session.calls().finished(call);
        });
        worker.start();
        begun.await();
        output.ends();

        leave();

        assertThat(stopped).hasValue(Stop.GOING_DOWN);
        assertThat(writtenDown).isTrue();
        worker.join();
    }

    private static boolean isInterruptedWithin(Duration time) {
        try {
            return new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            return true;
        }
    }
}
