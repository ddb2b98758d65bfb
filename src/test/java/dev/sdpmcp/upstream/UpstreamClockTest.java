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

/** What time it is at ServiceDesk Plus, whatever this machine thinks. */
@Tag("component")
class UpstreamClockTest {

    private static final ResourceType.Entity REQUEST = REQUESTS.entity(new EntityId("7"));
    private static final Reply FOUND = Reply.json(200, "{\"request\":{\"id\":\"7\"}," + OK + "}");

    private final DeskFixture fixture = new DeskFixture(DeskFixture.LIMITS);
    private final RateLimitCooldownTest.HandClock clock = new RateLimitCooldownTest.HandClock();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void is_not_known_before_an_answer_has_told_it() {
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
    void is_not_taken_from_an_answer_of_a_proxy() {
        fixture.server.answer(request -> Reply.html(502).with("Date", "Wed, 22 Nov 2006 10:00:00 GMT"));

        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> fixture.desk.get(REQUEST)))
                .isInstanceOf(UpstreamFailure.Unavailable.class);

        assertThat(fixture.desk.now()).isEmpty();
    }

    @Test
    void goes_on_at_the_pace_of_our_clock_and_passes_over_what_is_no_date() {
        UpstreamClock time = new UpstreamClock(clock);
        time.heard("Sun, 22 Nov 2026 12:00:00 GMT");
        clock.advance(Duration.ofMinutes(5));
        time.heard("yesterday");

        assertThat(time.now()).hasValue(Instant.parse("2026-11-22T12:05:00Z"));
    }
}
