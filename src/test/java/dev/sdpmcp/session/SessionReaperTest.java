package dev.sdpmcp.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.access.Caller;
import dev.sdpmcp.config.ApiKey;
import dev.sdpmcp.config.CurrentKeys;
import dev.sdpmcp.config.CurrentKeys.ActiveKey;
import dev.sdpmcp.config.Secret;
import dev.sdpmcp.mcp.ProtocolVersion;
import dev.sdpmcp.throttle.RateBucket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionReaperTest {

    private static final long LONG = Duration.ofHours(1).toNanos();

    private final FakeOutput output = new FakeOutput();

    @Test
    void ends_a_session_whose_handshake_does_not_come() {
        McpSession session = GivenSession.fresh(output);

        SessionReaper.sweep(session, LONG, LONG);
        assertThat(session.state()).isEqualTo(SessionState.NEW);

        SessionReaper.sweep(session, LONG, 0);
        assertThat(session.state()).isEqualTo(SessionState.CLOSED);
        assertThat(output.timesClosed()).isEqualTo(1);
    }

    @Test
    void wants_the_handshake_once() {
        McpSession session = GivenSession.ready(output, ProtocolVersion.newest());

        SessionReaper.sweep(session, LONG, 0);

        assertThat(session.state()).isEqualTo(SessionState.READY);
        assertThat(output.beats()).isEqualTo(1);
    }

    @Test
    void ends_a_session_that_is_silent_for_too_long() {
        McpSession session = GivenSession.ready(output, ProtocolVersion.newest());

        SessionReaper.sweep(session, 0, LONG);

        assertThat(session.state()).isEqualTo(SessionState.CLOSED);
    }

    @Test
    void ends_the_session_of_a_key_that_was_taken_away_and_no_other() {
        CurrentKeys keys = new CurrentKeys(List.of(key("ann", 'a'), key("bob", 'b')));
        List<CloseReason> reasons = new ArrayList<>();
        McpSession anns = session(keys.entries().get(0).held(), reasons);
        McpSession bobs = session(keys.entries().get(1).held(), reasons);

        keys.replace(List.of(key("ann", 'x'), key("bob", 'b')));
        SessionReaper.sweep(anns, LONG, LONG);
        SessionReaper.sweep(bobs, LONG, LONG);

        assertThat(reasons).containsExactly(CloseReason.KEY_RETIRED);
        assertThat(anns.state()).isEqualTo(SessionState.CLOSED);
        assertThat(bobs.state()).isEqualTo(SessionState.NEW);
    }

    private static ApiKey key(String name, char character) {
        return new ApiKey(name, new Secret(String.valueOf(character).repeat(32)), false);
    }

    private McpSession session(ActiveKey key, List<CloseReason> reasons) {
        return new McpSession(
                SessionId.random(),
                "cafe0002",
                new Caller(key, "10.0.0.1"),
                output,
                new RateBucket(60),
                (session, reason) -> reasons.add(reason));
    }

    @Test
    void looks_after_the_others_whatever_one_throws() {
        SessionReaper.guarded("broken", () -> {
            throw new OutOfMemoryError("unable to create native thread");
        });
        SessionReaper.guarded("broken", () -> {
            throw new IllegalStateException("broken");
        });
        assertThat(new SessionReaper().isRunning()).isTrue();
    }

    @Test
    void waits_thirty_seconds_for_a_handshake() {
        assertThat(SessionReaper.HANDSHAKE_LIMIT).isEqualTo(Duration.ofSeconds(30));
    }
}
