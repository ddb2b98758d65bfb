package dev.sdpmcp.launcher.onejar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {

    @TempDir
    Path folder;

    private static List<String> shell(String script) {
        return List.of("sh", "-c", script);
    }

    @Test
    void returns_the_exit_code_of_its_child() throws Exception {
        assertThat(new Supervisor().supervise(shell("exit 7"))).isEqualTo(7);
        assertThat(new Supervisor().supervise(shell("kill -KILL $$"))).isEqualTo(128 + 9);
    }

    @Test
    void forwards_a_stop_and_waits_for_the_end() throws Exception {
        Path ready = folder.resolve("ready");
        Supervisor keeper = new Supervisor();
        CompletableFuture<Integer> code = CompletableFuture.supplyAsync(() -> {
            try {
                return keeper.supervise(shell("trap 'exit 3' TERM; touch " + ready + "; while :; do sleep 0.05; done"));
            } catch (Exception broken) {
                throw new AssertionError(broken);
            }
        });
        await().atMost(20, TimeUnit.SECONDS).until(() -> Files.exists(ready));

        keeper.run();

        assertThat(code.get(20, TimeUnit.SECONDS)).isEqualTo(3);
    }

    @Test
    void forwards_a_reload_by_a_line_of_input() throws Exception {
        Path ready = folder.resolve("ready");
        Supervisor keeper = new Supervisor();
        keeper.reload();
        CompletableFuture<Integer> code = CompletableFuture.supplyAsync(() -> {
            try {
                return keeper.supervise(shell("touch " + ready + "; read line && exit 4"));
            } catch (Exception broken) {
                throw new AssertionError(broken);
            }
        });
        await().atMost(20, TimeUnit.SECONDS).until(() -> Files.exists(ready));

        keeper.reload();

        assertThat(code.get(20, TimeUnit.SECONDS)).isEqualTo(4);
        keeper.reload();
    }

    @Test
    void the_input_of_the_child_stays_open() throws Exception {
        // read ends with 0 for a line, with 1 for the end, and with more than 128 when the time is over
        assertThat(new Supervisor().supervise(List.of("bash", "-c", "read -t 0.3 line; [ $? -gt 128 ]")))
                .isZero();
    }
}
