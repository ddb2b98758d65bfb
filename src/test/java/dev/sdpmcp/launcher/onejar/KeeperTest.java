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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeeperTest {

    @TempDir
    Path folder;

    private static List<String> shell(String script) {
        return List.of("sh", "-c", script);
    }

    @Test
    void has_the_exit_code_of_its_child() throws Exception {
        assertThat(new Keeper().keep(shell("exit 7"))).isEqualTo(7);
        assertThat(new Keeper().keep(shell("kill -KILL $$"))).isEqualTo(128 + 9);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "HUP"})
    void hands_on_the_wish_to_stop_or_to_reload_and_waits_for_the_answer(String signal) throws Exception {
        Path ready = folder.resolve("ready");
        Keeper keeper = new Keeper();
        CompletableFuture<Integer> code = CompletableFuture.supplyAsync(() -> {
            try {
                return keeper.keep(
                        shell("trap 'exit 3' " + signal + "; touch " + ready + "; while :; do sleep 0.05; done"));
            } catch (Exception broken) {
                throw new AssertionError(broken);
            }
        });
        await().atMost(20, TimeUnit.SECONDS).until(() -> Files.exists(ready));

        if (signal.equals("HUP")) {
            keeper.handOnReload();
        } else {
            keeper.run();
        }

        assertThat(code.get(20, TimeUnit.SECONDS)).isEqualTo(3);
    }

    @Test
    void a_wish_to_reload_before_there_is_a_child_or_after_its_end_does_nothing() throws Exception {
        Keeper keeper = new Keeper();
        keeper.handOnReload();
        assertThat(keeper.keep(shell("exit 7"))).isEqualTo(7);
        keeper.handOnReload();
    }

    @Test
    void the_child_has_an_input_that_stays_open() throws Exception {
        // read ends with 0 for a line, with 1 for the end, and with more than 128 when the time is over
        assertThat(new Keeper().keep(List.of("bash", "-c", "read -t 0.3 line; [ $? -gt 128 ]")))
                .isZero();
    }
}
