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
    void has_the_exit_code_of_its_child() throws Exception {
        assertThat(new Supervisor().keep(shell("exit 7"))).isEqualTo(7);
        assertThat(new Supervisor().keep(shell("kill -KILL $$"))).isEqualTo(128 + 9);
    }

    @Test
    void hands_on_the_wish_to_stop_and_waits_for_the_answer() throws Exception {
        Path ready = folder.resolve("ready");
        Supervisor keeper = new Supervisor();
        CompletableFuture<Integer> code = CompletableFuture.supplyAsync(() -> {
            try {
                return keeper.keep(shell("trap 'exit 3' TERM; touch " + ready + "; while :; do sleep 0.05; done"));
            } catch (Exception broken) {
                throw new AssertionError(broken);
            }
        });
        await().atMost(20, TimeUnit.SECONDS).until(() -> Files.exists(ready));

        keeper.run();

        assertThat(code.get(20, TimeUnit.SECONDS)).isEqualTo(3);
    }

    @Test
    void hands_on_the_wish_to_reload_by_a_line_of_its_input() throws Exception {
        Path ready = folder.resolve("ready");
        Supervisor keeper = new Supervisor();
        keeper.reload();
        CompletableFuture<Integer> code = CompletableFuture.supplyAsync(() -> {
            try {
                return keeper.keep(shell("touch " + ready + "; read line && exit 4"));
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
    void the_child_has_an_input_that_stays_open() throws Exception {
        // read ends with 0 for a line, with 1 for the end, and with more than 128 when the time is over
        assertThat(new Supervisor().keep(List.of("bash", "-c", "read -t 0.3 line; [ $? -gt 128 ]")))
                .isZero();
    }
}
