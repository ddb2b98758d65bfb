package dev.sdpmcp.launcher.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.sdpmcp.launcher.setting.ExitCode;
import dev.sdpmcp.lifecycle.ReadinessCheck.ReadinessProblem;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ApplicationTest {

    @Test
    void each_place_of_a_problem_has_an_exit_code() throws Exception {
        try (GivenApplication given = new GivenApplication()) {
            Stream.of(ReadinessProblem.Place.values())
                    .forEach(place -> given.withProblem("mend " + place, place.name()));

            assertThat(new Application().problems())
                    .isEqualTo(Map.of(
                            "mend CONFIGURATION", ExitCode.CONFIGURATION,
                            "mend DATA_FOLDER", ExitCode.DATA_FOLDER,
                            "mend DATABASE", ExitCode.DATABASE));
        }
    }

    /** The caller ends the process afterwards. */
    @Test
    void a_failed_stop_returns() throws Exception {
        try (GivenApplication given = new GivenApplication().thatCannotStop()) {
            assertThat(given).isNotNull();
            assertThatCode(() -> new Application().stop(Duration.ofSeconds(1))).doesNotThrowAnyException();
        }
    }

    @Test
    void a_reload_is_invoked_once() throws Exception {
        try (GivenApplication given = new GivenApplication()) {
            new Application().reload();

            assertThat(given.reloads()).isEqualTo(1);
        }
    }

    @Test
    void nothing_is_invoked_without_an_application() {
        Application application = new Application();

        application.stop(Duration.ofSeconds(1));
        application.reload();

        assertThat(application.isDeployed()).isFalse();
        assertThat(application.problems()).isEmpty();
    }
}
