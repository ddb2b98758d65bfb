package dev.sdpmcp.upstream;

import static dev.sdpmcp.upstream.DeskFixture.OK;
import static dev.sdpmcp.upstream.DeskFixture.REQUESTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.upstream.ScriptedServer.Reply;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The clock of ServiceDesk Plus, independent of the clock of this machine. */
@Tag("component")
class UpstreamClockTest {

    private static final ResourceType.Entity REQUEST = REQUESTS.entity(new EntityId("7"));
    private static final Reply FOUND = Reply.json(200, "{\"request\":{\"id\":\"7\"}," + OK + "}");

    private final DeskFixture fixture = new DeskFixture(DeskFixture.LIMITS);
    private final MovableClock clock = new MovableClock();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void is_unknown_before_the_first_dated_response() {
        fixture.server.answer(request -> FOUND);
        fixture.desk.get(REQUEST);
        assertThat(fixture.desk.now()).isEmpty();

        fixture.server.answer(request -> FOUND.with("Date", "Wed, 22 Nov 2006 10:00:00 GMT"));
        fixture.desk.get(REQUEST);

        assertThat(fixture.desk.now())
                .hasValueSatisfying(now -> assertThat(now)
                        .isBetween(Instant.parse("2006-11-22T10:00:00Z"), Instant.parse("2006-11-22T11:00:00Z")));
    }

    @Test
    void is_not_set_by_the_response_of_a_proxy() {
        fixture.server.answer(request -> Reply.html(502).with("Date", "Wed, 22 Nov 2006 10:00:00 GMT"));

        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> fixture.desk.get(REQUEST)))
                .isInstanceOf(UpstreamFailure.Unavailable.class);

        assertThat(fixture.desk.now()).isEmpty();
    }

    @Test
    void continues_at_the_pace_of_our_clock_and_ignores_an_invalid_date() {
        UpstreamClock upstreamClock = new UpstreamClock(clock);
        upstreamClock.update("Sun, 22 Nov 2026 12:00:00 GMT");
        clock.forward(Duration.ofMinutes(5));
        upstreamClock.update("yesterday");

        assertThat(upstreamClock.now()).hasValue(Instant.parse("2026-11-22T12:05:00Z"));
    }
}
