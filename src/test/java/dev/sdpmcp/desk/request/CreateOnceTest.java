package dev.sdpmcp.desk.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.desk.Relay;
import dev.sdpmcp.desk.SimulatedDesk;
import dev.sdpmcp.desk.module.Requests;
import dev.sdpmcp.mcp.ToolResult;
import dev.sdpmcp.simulator.setting.Profile;
import dev.sdpmcp.tool.FailureCause;
import dev.sdpmcp.upstream.EntityId;
import dev.sdpmcp.upstream.ResourceType.Entity;
import dev.sdpmcp.upstream.ScriptedServer.Reply;
import dev.sdpmcp.upstream.ScriptedServer.Request;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A model that repeats itself does not make two tickets. */
@Tag("component")
class CreateOnceTest {

    private static final SimulatedDesk DESK = new SimulatedDesk(Profile.DEFAULT);
    private static final Reply ROW_WITHOUT_ID = Reply.json(
            200,
            "{\"requests\":[{\"subject\":\"Stumbled\"}],\"list_info\":{},\"response_status\":[{\"status_code\":2000}]}");

    @AfterAll
    static void close() {
        DESK.close();
    }

    @BeforeEach
    void reset() {
        DESK.reset();
    }

    private static JsonNode create(String arguments) {
        return DESK.ok("create_request", arguments);
    }

    private static int ticketsAbout(String subject) {
        return DESK.ok("search_requests", "{'query':'\\\"" + subject + "\\\"'}")
                .path("total")
                .asInt();
    }

    @Test
    void the_same_arguments_give_the_same_ticket_and_say_so() {
        JsonNode first = create(
                "{'subject':'Oncenomore','priority':'high','udf_fields':{'txt_cost_centre':'1','bool_vip_case':'true'}}");
        JsonNode second = create(
                "{'subject':'Oncenomore','priority':'HIGH','udf_fields':{'bool_vip_case':'true','txt_cost_centre':'1'}}");

        assertThat(first.has("already_created")).isFalse();
        assertThat(second.path("already_created").asBoolean()).isTrue();
        assertThat(second.path("display_id")).isEqualTo(first.path("display_id"));
        assertThat(second.path("done").asText()).contains("same arguments", "idempotency_key");
        assertThat(ticketsAbout("Oncenomore")).isEqualTo(1);
    }

    @Test
    void other_arguments_or_another_key_give_another_ticket() {
        create("{'subject':'One of many'}");
        create("{'subject':'One of many','description':'differs'}");
        create("{'subject':'One of many','idempotency_key':'a'}");
        create("{'subject':'One of many','idempotency_key':'b'}");

        assertThat(ticketsAbout("One of many")).isEqualTo(4);
    }

    @Test
    void the_same_key_with_other_arguments_is_refused() {
        create("{'subject':'Keyed','idempotency_key':'k-1'}");

        assertThat(DESK.failure("create_request", "{'subject':'Another','idempotency_key':'k-1'}"))
                .contains("idempotency_key", "another ticket", "Nothing was created");
        assertThat(ticketsAbout("Another")).isZero();
    }

    @Test
    void an_attempt_that_was_refused_does_not_stand_in_the_way() {
        DESK.settings("{\"mandatoryFields\":[\"urgency\"]}");
        DESK.failure("create_request", "{'subject':'Mended','idempotency_key':'k-2'}");

        assertThat(create("{'subject':'Mended','urgency':'high','idempotency_key':'k-2'}")
                        .has("already_created"))
                .isFalse();
    }

    @Test
    void duplicates_at_the_same_time_get_the_ticket_of_the_first() throws Exception {
        DESK.fault("{\"kind\":\"slow\",\"method\":\"POST\",\"path\":\"/requests\",\"millis\":700}");
        ExecutorService clients = Executors.newFixedThreadPool(4);
        try {
            List<Callable<JsonNode>> calls = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                calls.add(() -> create("{'subject':'All at once'}"));
            }
            Set<String> numbers = new HashSet<>();
            for (Future<JsonNode> call : clients.invokeAll(calls)) {
                numbers.add(call.get().path("display_id").asText());
            }
            assertThat(numbers).hasSize(1);
        } finally {
            clients.shutdownNow();
        }
        assertThat(ticketsAbout("All at once")).isEqualTo(1);
    }

    /** Deleted for good is answered 404, as is a ticket that was merged into another. */
    @ParameterizedTest
    @CsvSource({
        "'', in the trash now",
        "'\"idempotency_key\":\"k-3\",', in the trash now",
        "'', deleted or merged into another",
        "'\"idempotency_key\":\"k-4\",', deleted or merged into another"
    })
    @Tag("reports")
    void a_ticket_that_is_gone_is_not_given_back_nor_made_again(String key, String how) {
        String arguments = "{" + key + "'subject':'Gone by now'}";
        JsonNode first = create(arguments);
        Entity ticket =
                Requests.REQUESTS.type().entity(new EntityId(first.path("id").asText()));
        DESK.helpDesk().delete(ticket);
        if (how.startsWith("deleted")) {
            DESK.helpDesk().delete(ticket);
        }

        assertThat(DESK.failure("create_request", arguments))
                .startsWith("Nothing was created: an earlier call with the same ")
                .contains(first.path("id").asText(), how, "give a new idempotency_key");
        assertThat(DESK.causeOf("create_request", arguments)).isEqualTo(FailureCause.NOT_FOUND);
        assertThat(ticketsAbout("Gone by now")).isZero();

        JsonNode another = create("{'subject':'Gone by now','idempotency_key':'new " + how + key.length() + "'}");
        assertThat(another.has("already_created")).isFalse();
        assertThat(another.path("display_id")).isNotEqualTo(first.path("display_id"));
    }

    @Test
    void a_ticket_that_cannot_be_read_now_is_given_back_and_said_to_be_unread() {
        JsonNode first = create("{'subject':'Unreadable'}");
        DESK.fault("{\"kind\":\"unavailable\",\"method\":\"GET\",\"path\":\"/requests/*\",\"count\":9}");

        JsonNode second = create("{'subject':'Unreadable'}");

        assertThat(second.path("id")).isEqualTo(first.path("id"));
        assertThat(second.path("done").asText()).endsWith("it cannot be read now");
    }

    @Test
    void a_retry_after_an_unknown_outcome_finds_the_ticket() {
        DESK.fault("{\"kind\":\"drop\",\"method\":\"POST\",\"path\":\"/requests\",\"after_commit\":true}");
        DESK.fault("{\"kind\":\"unavailable\",\"method\":\"GET\",\"path\":\"/requests\"}");
        assertThat(DESK.failure("create_request", "{'subject':'Lost and found','description':'d'}"))
                .contains("indeterminate");

        JsonNode second = create("{'subject':'Lost and found','description':'d'}");

        assertThat(second.path("already_created").asBoolean()).isTrue();
        assertThat(ticketsAbout("Lost and found")).isEqualTo(1);
    }

    /** What a proxy does that gives up sooner than ServiceDesk Plus is done. */
    @Test
    void a_ticket_that_appears_after_its_connection_broke_and_all_looks_were_over_is_not_made_again() {
        List<Runnable> late = new ArrayList<>();
        try (Relay relay = new Relay(DESK.baseUri())) {
            relay.with(request -> {
                if ("POST".equals(request.method()) && late.isEmpty()) {
                    late.add(() -> relay.handOn(request));
                    return Reply.HANG_UP;
                }
                return relay.handOn(request).with("Date", now());
            });
            DESK.reachedAt(relay.uri());
            assertThat(DESK.failure("create_request", "{'subject':'Slow behind a proxy','description':'d'}"))
                    .contains("indeterminate: true");
            late.get(0).run();

            assertThat(create("{'subject':'Slow behind a proxy','description':'d'}")
                            .path("already_created")
                            .asBoolean())
                    .isTrue();
        }
        DESK.reachedAt(DESK.baseUri());
        assertThat(ticketsAbout("Slow behind a proxy")).isEqualTo(1);
    }

    @Test
    void a_fault_of_ours_after_it_was_sent_does_not_make_a_second_one() {
        try (Relay relay = new Relay(DESK.baseUri())) {
            relay.with(request -> "POST".equals(request.method()) ? lost(relay, request) : ROW_WITHOUT_ID);
            DESK.reachedAt(relay.uri());
            assertThatThrownBy(() -> DESK.call("create_request", "{'subject':'Stumbled','description':'d'}"))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        DESK.reachedAt(DESK.baseUri());

        assertThat(create("{'subject':'Stumbled','description':'d'}")
                        .path("already_created")
                        .asBoolean())
                .isTrue();
        assertThat(ticketsAbout("Stumbled")).isEqualTo(1);
    }

    private static Reply lost(Relay relay, Request request) {
        relay.handOn(request);
        return Reply.HANG_UP;
    }

    private static String now() {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC));
    }

    @Test
    void a_retry_while_the_first_may_still_be_on_its_way_is_not_sent() {
        DESK.losePatience();
        DESK.fault("{\"kind\":\"slow\",\"method\":\"POST\",\"path\":\"/requests\",\"millis\":20000}");
        DESK.failure("create_request", "{'subject':'On its way'}");

        ToolResult second = DESK.call("create_request", "{'subject':'On its way'}");

        assertThat(second.isError()).isTrue();
        assertThat(DESK.json(second.structuredContent()).path("indeterminate").asBoolean())
                .isTrue();
    }
}
