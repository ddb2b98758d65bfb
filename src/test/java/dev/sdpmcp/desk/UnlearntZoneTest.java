package dev.sdpmcp.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.simulator.SimulatorOptions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** B20: a passing failure while the time zone is not known must not put a time into UTC. */
@Tag("component")
@Tag("reports")
class UnlearntZoneTest {

    private static final SimulatedDesk NEW_YORK = new SimulatedDesk(
            SimulatorOptions.defaults().withZone(ZoneId.of("America/New_York")),
            Clock.fixed(Instant.parse("2026-11-20T02:30:00Z"), ZoneOffset.UTC),
            List.of(),
            List.of());

    @AfterAll
    static void close() {
        NEW_YORK.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"unavailable", "server_error"})
    void B20_a_time_is_not_written_while_the_zone_is_unknown_for_a_passing_reason(String kind) {
        NEW_YORK.reset();
        String request = NEW_YORK.ok("get_request", "{'request_id':'" + NEW_YORK.newRequest() + "'}")
                .path("id")
                .asText();
        String update = "{'request_id':'" + request + "','due_by_time':'2026-12-2";
        String before = dueTime(request);
        String fault = "{\"kind\":\"" + kind + "\",\"method\":\"GET\",\"path\":\"/requests\",\"count\":1}";

        NEW_YORK.fault(fault);
        NEW_YORK.failure("update_request", update + "4'}");

        assertThat(dueTime(request)).isEqualTo(before);
        NEW_YORK.ok("update_request", update + "5'}");
        assertThat(dueTime(request)).isEqualTo("2026-12-25T23:59:00-05:00");
    }

    private static String dueTime(String request) {
        return NEW_YORK.ok("get_request", "{'request_id':'" + request + "'}")
                .at("/times/due_by_time")
                .asText();
    }
}
