package dev.sdpmcp.desk.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.desk.Relay;
import dev.sdpmcp.desk.SimulatedDesk;
import dev.sdpmcp.simulator.setting.Profile;
import dev.sdpmcp.upstream.ScriptedServer.Reply;
import dev.sdpmcp.upstream.ScriptedServer.Request;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A closure that goes wrong half-way says which half was done. */
@Tag("component")
class RequestClosingTest {

    private static final SimulatedDesk DESK = new SimulatedDesk(Profile.DEFAULT);

    private String number = "";

    @AfterAll
    static void close() {
        DESK.close();
    }

    @BeforeEach
    void reset() {
        DESK.reset();
        number = DESK.newRequest();
    }

    @Test
    void a_request_that_was_closed_is_closed_though_it_cannot_be_read_afterwards() {
        AtomicBoolean closed = new AtomicBoolean();
        try (Relay relay = new Relay(DESK.baseUri())) {
            relay.with(request -> closed.get() ? Reply.html(503) : noting(closed, request, relay));
            DESK.reachedAt(relay.uri());

            JsonNode outcome = DESK.ok("close_request", "{'request_id':'" + number + "'}");

            assertThat(outcome.path("done").asText()).contains("closed; whether it is so could not be checked", "503");
            assertThat(outcome.path("display_id").asText()).isEqualTo(number);
            assertThat(outcome.has("status")).isFalse();
        }
    }

    private static Reply noting(AtomicBoolean closed, Request request, Relay relay) {
        closed.set(request.target().endsWith("/close"));
        return relay.handOn(request);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rate_limited", "drop", "server_error", "html_401"})
    void a_resolution_that_was_saved_is_told_whatever_becomes_of_the_closure(String kind) {
        DESK.fault("{\"kind\":\"" + kind + "\",\"method\":\"PUT\",\"path\":\"/requests/*/close\"}");

        assertThat(DESK.failure("close_request", "{'request_id':'" + number + "','resolution':'New cable'}"))
                .contains("The resolution was saved.")
                .contains(kind.equals("drop") ? "indeterminate: true" : "ServiceDesk Plus");
    }
}
