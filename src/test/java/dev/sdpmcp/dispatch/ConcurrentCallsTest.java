package dev.sdpmcp.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.jsonrpc.JsonRpcId;
import dev.sdpmcp.session.CloseReason;
import dev.sdpmcp.session.InFlightCalls;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** How many calls a session has in hand, and what their ids are good for. */
class ConcurrentCallsTest extends CallsFixture {

    @Test
    void takes_a_call_without_waiting_for_it() {
        callsWait();

        desk.call(1);

        awaitInside(1);
        assertThat(desk.output.messages()).isEmpty();
    }

    @Test
    void lets_answers_overtake_each_other() {
        callsWait();
        desk.call(1);
        awaitInside(1);
        desk.tools.does((params, context) -> Map.of());

        desk.call(2);

        assertThat(desk.output.next()).contains("\"id\":2");
        mayGo.release();
        assertThat(desk.output.next()).contains("\"id\":1");
    }

    @Test
    void runs_8_calls_of_a_session_at_a_time_and_answers_all_that_waited() {
        callsWait();
        int all = InFlightCalls.MAX_RUNNING + InFlightCalls.MAX_WAITING;
        for (int id = 0; id < all; id++) {
            desk.call(id);
        }
        awaitInside(8);

        mayGo.release(all);
        Set<String> answers = new HashSet<>();
        for (int id = 0; id < all; id++) {
            answers.add(desk.output.next());
        }
        assertThat(answers).hasSize(all).allMatch(answer -> answer.contains("\"result\""));
        assertThat(most).hasValue(8);
    }

    @Test
    void says_that_it_is_busy_to_the_73rd_and_takes_more_once_there_is_room() {
        callsWait();
        for (int id = 0; id < 72; id++) {
            desk.call(id);
        }

        desk.call(72);
        assertThat(desk.output.next()).contains("\"id\":72").contains("-32000").contains("72 requests in hand");
        assertThat(desk.nextFinished().outcome()).isEqualTo(CallFinished.Outcome.BUSY);

        mayGo.release(73);
        for (int id = 0; id < 72; id++) {
            desk.output.next();
        }
        Awaitility.await().until(() -> desk.session.calls().isEmpty());
        desk.call(72);
        assertThat(desk.output.next()).contains("\"id\":72,\"result\"");
    }

    @Test
    void reports_a_call_of_a_session_that_has_ended() {
        desk.session.close(CloseReason.SHUTDOWN);

        desk.call(1);

        assertThat(desk.nextFinished().outcome()).isEqualTo(CallFinished.Outcome.CANCELLED);
    }

    @Test
    void never_turns_away_a_client_that_keeps_72_in_hand() {
        for (int id = 0; id < 72; id++) {
            desk.call(id);
        }
        for (int id = 72; id < 5_000; id++) {
            assertThat(desk.output.next()).contains("\"result\"");
            desk.call(id);
        }
    }

    @Test
    void refuses_an_id_in_flight_and_goes_on_with_the_first_call() {
        callsWait();
        desk.call(1);
        awaitInside(1);

        desk.call(1);
        assertThat(desk.output.next()).contains("\"id\":1").contains("-32600").contains("not answered yet");
        desk.post("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}");
        assertThat(desk.output.next()).contains("-32600");

        mayGo.release();
        assertThat(desk.output.next()).contains("\"id\":1,\"result\"");
    }

    @Test
    void takes_the_number_and_its_text_for_two_ids() {
        callsWait();
        desk.call(1);
        desk.call("\"1\"");
        awaitInside(2);
        mayGo.release(2);

        assertThat(List.of(desk.output.next(), desk.output.next()))
                .containsExactlyInAnyOrder(
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}",
                        "{\"jsonrpc\":\"2.0\",\"id\":\"1\",\"result\":{}}");
    }

    @Test
    void takes_an_id_again_as_soon_as_its_answer_is_out() {
        for (int round = 0; round < 1_000; round++) {
            desk.call(1);
            assertThat(desk.output.next()).as("round " + round).contains("\"id\":1,\"result\"");
        }
    }

    @Test
    void says_that_it_is_busy_when_there_is_no_thread_and_gives_the_place_back() {
        desk.with(work -> false);

        for (int id = 0; id < 100; id++) {
            desk.call(id);
            assertThat(desk.output.next()).contains("\"id\":" + id + ",").contains("-32000");
        }

        assertThat(desk.session.calls().isEmpty()).isTrue();
    }

    @Test
    void knows_no_id_of_a_call_that_is_over() {
        AtomicReference<Object> seen = new AtomicReference<>();
        desk.tools.does((params, context) -> {
            seen.set(desk.session.calls().contains(JsonRpcId.of(1)));
            return Map.of();
        });

        desk.call(1);
        desk.output.next();

        assertThat(seen).hasValue(true);
        Awaitility.await().until(() -> !desk.session.calls().contains(JsonRpcId.of(1)));
    }
}
