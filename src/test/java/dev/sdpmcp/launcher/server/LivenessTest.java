package dev.sdpmcp.launcher.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LivenessTest {

    /** Statuses on the ways to the server, 0 for no answer. */
    @ParameterizedTest
    @CsvSource({
        "200, true",
        "0 200, true",
        "403 200, true",
        "403, true",
        "0 403, true",
        "503, false",
        "403 503, false",
        "0, false",
        "0 0, false",
        "404, false",
        "401, false"
    })
    void a_refusal_of_the_address_is_a_sign_of_life_and_no_answer_is_none(String statuses, boolean alive) {
        List<Integer> answers =
                Stream.of(statuses.split(" ")).map(Integer::valueOf).toList();

        assertThat(Liveness.isAlive(answers)).isEqualTo(alive);
    }
}
