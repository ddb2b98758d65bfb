package dev.sdpmcp.desk.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.desk.Relay;
import dev.sdpmcp.desk.SimulatedDesk;
import dev.sdpmcp.simulator.setting.Profile;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A lost write is looked for by the clock of ServiceDesk Plus, whatever that of this machine says. */
@Tag("component")
class WrongClockTest {

    private static final SimulatedDesk DESK = new SimulatedDesk(Profile.DEFAULT);
    private static final String TICKET = "{'subject':'Tick tock','description':'at noon'}";

    @AfterAll
    static void close() {
        DESK.close();
    }

    @BeforeEach
    void reset() {
        DESK.reset();
    }

    private static void wrongBy(int hours) {
        DESK.withClock(Clock.offset(Clock.systemUTC(), Duration.ofHours(hours)));
    }

    private static void lose(String path, boolean afterCommit) {
        DESK.fault("{\"kind\":\"drop\",\"method\":\"POST\",\"path\":\"" + path + "\",\"after_commit\":" + afterCommit
                + "}");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, -1})
    void a_ticket_that_was_made_is_found_by_a_clock_that_is_hours_off(int hours) {
        wrongBy(hours);
        lose("/requests", true);

        assertThat(DESK.ok("create_request", TICKET).path("done").asText()).contains("a look shows");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, -1})
    void a_note_that_was_made_is_found_by_a_clock_that_is_hours_off(int hours) {
        String number = DESK.newRequest();
        wrongBy(hours);
        lose("/requests/*/notes", true);

        assertThat(DESK.ok("add_note", "{'request_id':'" + number + "','text':'Tick'}")
                        .path("done")
                        .asText())
                .contains("a look shows");
    }

    @Test
    void an_older_ticket_of_the_same_content_is_not_taken_for_the_new_one_by_a_clock_that_is_behind() {
        DESK.ok("create_request", TICKET);
        DESK.backDoor("POST", "/_sim/clock", "{\"advance_seconds\":3600}");
        try (Relay relay = new Relay(DESK.baseUri())) {
            relay.with(request -> relay.handOn(request).with("Date", inAnHour()));
            DESK.reachedAt(relay.uri());
            lose("/requests", false);

            assertThat(DESK.failure("create_request", TICKET.replace("}", ",'idempotency_key':'other'}")))
                    .contains("ServiceDesk Plus broke off the connection");
        }
    }

    private static String inAnHour() {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plusHours(1));
    }

    @Test
    void where_no_answer_tells_the_time_a_ticket_that_looks_like_it_is_not_taken_for_it() {
        try (Relay undated = new Relay(DESK.baseUri())) {
            DESK.reachedAt(undated.uri());
            lose("/requests", true);

            assertThat(DESK.failure("create_request", TICKET)).contains("indeterminate: true", "search_requests");
        }
    }
}
