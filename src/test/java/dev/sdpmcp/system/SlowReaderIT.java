package dev.sdpmcp.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class SlowReaderIT {

    private static final int BIG_ANSWERS = 400;
    /** A write to a client that does not read blocks for ten seconds. */
    private static final Duration NO_SUCH_DELAY = Duration.ofSeconds(8);

    private static final Duration CUT_WITHIN = Duration.ofSeconds(40);

    private final Target target = Deployment.target();

    @Test
    void a_reader_that_stops_delays_nobody_and_is_cut_off() {
        try (TestSession slow = TestSession.ready(target);
                TestSession quick = TestSession.ready(target)) {
            slow.stream().stopReading();
            Duration longest = Duration.ZERO;
            boolean taken = true;
            for (int i = 0; i < BIG_ANSWERS && taken; i++) {
                taken = askForMuch(slow, i);
                longest = longer(longest, timeOfPing(quick));
            }
            while (taken) {
                longest = longer(longest, timeOfPing(quick));
                taken = askForMuch(slow, -1);
            }

            assertThat(longest).isLessThan(NO_SUCH_DELAY);
            slow.stream().goOnReading();
            Awaitility.await().atMost(CUT_WITHIN).until(slow.stream()::hasEnded);
            if (ServerKind.ofThisRun().cutsSlowReaders()) {
                assertThat(slow.stream().awaitEnd(Duration.ofSeconds(1)))
                        .as("%s", slow.stream().violation())
                        .isNotEqualTo(RawStream.End.ORDERLY);
            }
        }
    }

    /** False once the server has given the session up. */
    private static boolean askForMuch(TestSession slow, int id) {
        int status = slow.post("{\"jsonrpc\":\"2.0\",\"id\":\"" + id + "\",\"method\":\"tools/list\"}")
                .statusCode();
        assertThat(status).isIn(202, 404);
        return status == 202;
    }

    private static Duration timeOfPing(TestSession session) {
        long start = System.nanoTime();
        session.result("ping", Json.object());
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
