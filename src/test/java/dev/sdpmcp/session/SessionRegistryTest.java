package dev.sdpmcp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SessionRegistryTest {

    private final SessionAdmission admission = new SessionAdmission(GivenSession.ROOMY);
    private final FakeEvent<SessionEvent.Opened> opened = new FakeEvent<>();
    private final FakeEvent<SessionEvent.Closed> closed = new FakeEvent<>();
    private final SessionRegistry registry = new SessionRegistry(GivenSession.ROOMY, admission, opened, closed);
    private final FakeOutput output = new FakeOutput();

    private McpSession open() {
        return registry.open(GivenSession.ANN, output);
    }

    @Test
    void finds_a_session_by_its_id_only() {
        McpSession session = open();

        assertThat(registry.find(session.id().value())).containsSame(session);
        assertThat(registry.find(session.handle())).isEmpty();
        assertThat(registry.find("")).isEmpty();
        assertThat(registry.sessions()).containsExactly(session);
    }

    @Test
    void tells_once_of_an_opening_and_once_of_an_end() {
        McpSession session = open();
        session.close(CloseReason.IDLE);
        session.close(CloseReason.SHUTDOWN);

        assertThat(opened.fired()).extracting(SessionEvent.Opened::session).containsExactly(session);
        assertThat(closed.fired()).extracting(SessionEvent.Closed::reason).containsExactly(CloseReason.IDLE);
    }

    @Test
    void forgets_a_session_that_ended_and_gives_its_place_back() {
        McpSession session = open();

        session.close(CloseReason.CLIENT_GONE);

        assertThat(registry.find(session.id().value())).isEmpty();
        assertThat(registry.sessions()).isEmpty();
        assertThat(admission.total()).isZero();
    }

    @Test
    void ends_a_session_whose_output_broke() {
        McpSession session = open();

        output.breaks(CloseReason.SLOW_READER);

        assertThat(session.state()).isEqualTo(SessionState.CLOSED);
        assertThat(closed.fired()).extracting(SessionEvent.Closed::reason).containsExactly(CloseReason.SLOW_READER);
    }

    @Test
    void lets_the_output_of_an_ended_session_beat_until_its_last_event_is_written() {
        open().close(CloseReason.IDLE);

        registry.sweepEnded();
        registry.sweepEnded();
        output.ends();
        registry.sweepEnded();
        registry.sweepEnded();

        assertThat(output.beats()).isEqualTo(3);
    }

    @Test
    void opens_no_session_that_an_observer_refuses() {
        SessionRegistry strict = new SessionRegistry(
                GivenSession.ROOMY,
                admission,
                new FakeEvent<>(event -> {
                    throw new IllegalStateException("refused");
                }),
                closed);

        assertThatThrownBy(() -> strict.open(GivenSession.ANN, output)).hasMessage("refused");

        assertThat(strict.sessions()).isEmpty();
        assertThat(admission.total()).isZero();
        assertThat(output.timesClosed()).isEqualTo(1);
        assertThat(closed.fired()).extracting(SessionEvent.Closed::reason).containsExactly(CloseReason.OPENING_FAILED);
    }

    @Test
    void lets_nobody_in_once_the_door_is_shut_but_keeps_who_is_in() {
        McpSession session = open();

        registry.stopAdmission();

        assertThatThrownBy(this::open).isInstanceOf(SessionAdmission.LimitExceeded.class);
        assertThat(registry.sessions()).containsExactly(session);
    }

    private void fill() {
        for (int i = 0; i < GivenSession.ROOMY.connectionsPerAddress(); i++) {
            registry.open(GivenSession.ANN, new FakeOutput());
        }
    }

    @Test
    void refuses_nobody_whose_place_is_held_by_a_dead_stream() {
        fill();
        registry.sessions().stream().limit(3).forEach(session -> ((FakeOutput) session.output()).diesWhenProbed());

        registry.open(GivenSession.ANN, new FakeOutput());
        registry.open(GivenSession.ANN, new FakeOutput());
        registry.open(GivenSession.ANN, new FakeOutput());

        assertThat(registry.sessions()).hasSize(GivenSession.ROOMY.connectionsPerAddress());
        assertThatThrownBy(this::open).isInstanceOf(SessionAdmission.LimitExceeded.class);
    }

    @Test
    void probes_those_in_the_way_once_for_many_that_are_refused() {
        fill();

        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(this::open).isInstanceOf(SessionAdmission.LimitExceeded.class);
        }

        assertThat(registry.sessions())
                .allSatisfy(session ->
                        assertThat(((FakeOutput) session.output()).probes()).isEqualTo(3));
    }

    @Test
    void probes_nobody_while_there_is_room() {
        registry.open(GivenSession.ANN, output);
        open();

        assertThat(output.probes()).isZero();
    }
}
