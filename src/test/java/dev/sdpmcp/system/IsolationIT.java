package dev.sdpmcp.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class IsolationIT {

    private static final int CALLS_EACH = 500;
    private static final int AT_ONCE = 25;

    private final Target target = Deployment.target();

    /** Both use the same ids, and each call has an answer that only it can have. */
    @Test
    void two_sessions_never_see_each_others_answers() throws Exception {
        Target other = target.otherKey()
                .map(key -> new Target(target.base(), key, Optional.empty(), target.simulator(), target.pid()))
                .orElse(target);
        ExecutorService clients = Executors.newFixedThreadPool(2);
        try (TestSession ann = TestSession.ready(target);
                TestSession bob = TestSession.ready(other)) {
            List<Callable<Void>> both = List.of(() -> talk(ann, "ann"), () -> talk(bob, "bob"));
            for (Future<Void> each : clients.invokeAll(both)) {
                each.get();
            }
            assertThat(ann.notification(Duration.ZERO)).isNull();
            assertThat(bob.notification(Duration.ZERO)).isNull();
        } catch (ExecutionException failed) {
            throw new AssertionError(failed.getCause());
        } finally {
            clients.shutdownNow();
        }
    }

    private static Void talk(TestSession session, String who) {
        for (int start = 0; start < CALLS_EACH; start += AT_ONCE) {
            for (int i = start; i < start + AT_ONCE; i++) {
                session.sendWithId(
                        Integer.toString(1_000 + i),
                        "tools/call",
                        TestSession.toolParams("nothing_of_" + who + "_" + i, Json.object()));
            }
            for (int i = start; i < start + AT_ONCE; i++) {
                JsonNode answer = session.answerTo(1_000 + i);
                assertThat(answer.at("/error/message").asText()).contains("nothing_of_" + who + "_" + i + "\"");
            }
        }
        return null;
    }
}
