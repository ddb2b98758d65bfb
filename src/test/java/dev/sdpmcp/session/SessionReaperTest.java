package dev.sdpmcp.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.mcp.ProtocolVersion;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SessionReaperTest {

    private static final long LONG = Duration.ofHours(1).toNanos();

    private final FakeOutput output = new FakeOutput();

    @Test
    void ends_a_session_whose_handshake_does_not_come() {
        McpSession session = GivenSession.fresh(output);

        SessionReaper.tend(session, LONG, LONG);
        assertThat(session.state()).isEqualTo(SessionState.NEW);

        SessionReaper.tend(session, LONG, 0);
        assertThat(session.state()).isEqualTo(SessionState.CLOSED);
        assertThat(output.timesClosed()).isEqualTo(1);
    }

    @Test
    void wants_the_handshake_once() {
        McpSession session = GivenSession.ready(output, ProtocolVersion.newest());

        SessionReaper.tend(session, LONG, 0);

        assertThat(session.state()).isEqualTo(SessionState.READY);
        assertThat(output.beats()).isEqualTo(1);
    }

    @Test
    void ends_a_session_that_is_silent_for_too_long() {
        McpSession session = GivenSession.ready(output, ProtocolVersion.newest());

        SessionReaper.tend(session, 0, LONG);

        assertThat(session.state()).isEqualTo(SessionState.CLOSED);
    }

    @Test
    void looks_after_the_others_whatever_one_throws() {
        SessionReaper.guarded("broken", () -> {
            throw new OutOfMemoryError("unable to create native thread");
        });
        SessionReaper.guarded("broken", () -> {
            throw new IllegalStateException("broken");
        });
        assertThat(new SessionReaper().isAtWork()).isTrue();
    }

    @Test
    void waits_thirty_seconds_for_a_handshake() {
        assertThat(SessionReaper.HANDSHAKE_LIMIT).isEqualTo(Duration.ofSeconds(30));
    }
}
