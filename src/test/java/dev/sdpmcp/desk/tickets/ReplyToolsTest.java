package dev.sdpmcp.desk.tickets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.desk.Relay;
import dev.sdpmcp.desk.SimulatedDesk;
import dev.sdpmcp.simulator.setting.Profile;
import dev.sdpmcp.upstream.ScriptedServer.Reply;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** E-mails to requesters: what is sent, and what is not. */
@Tag("component")
class ReplyToolsTest {

    private static final SimulatedDesk DESK = new SimulatedDesk(Profile.DEFAULT);
    private static final String SEND = ",'send':true";

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

    private String saying(String message) {
        return "{'request_id':'" + number + "','message':'" + message + "'";
    }

    private JsonNode reply(String message, String more) {
        return DESK.ok("reply_to_requester", saying(message) + more + "}");
    }

    private String refused(String message, String more) {
        return DESK.failure("reply_to_requester", saying(message) + more + "}");
    }

    private List<JsonNode> mails() {
        JsonNode page = DESK.ok("get_request_conversation", "{'request_id':'" + number + "'}");
        return page.path("entries")
                .valueStream()
                .filter(entry -> entry.path("kind").asText().equals("mail"))
                .toList();
    }

    private static long posts(String part) {
        return DESK.log()
                .path("entries")
                .valueStream()
                .filter(entry -> entry.path("method").asText().equals("POST"))
                .filter(entry -> entry.path("path").asText().endsWith("/" + part))
                .count();
    }

    private static void lose(String path, boolean afterCommit) {
        DESK.fault("{\"kind\":\"drop\",\"method\":\"POST\",\"path\":\"" + path + "\",\"after_commit\":" + afterCommit
                + "}");
    }

    private static void missing(String path) {
        DESK.fault("{\"kind\":\"not_found\",\"path\":\"" + path + "\",\"count\":10}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",'send':false", ",'send':null", ",'despite_warnings':true"})
    void a_reply_is_a_draft_unless_it_is_to_be_sent(String more) {
        JsonNode draft = reply("We **work** on it", more);

        assertThat(draft.path("sent").asBoolean(true)).isFalse();
        assertThat(draft.path("draft_id").asText()).isNotEmpty();
        assertThat(draft.path("message").asText()).isEqualTo("We **work** on it");
        assertThat(draft.path("next").asText()).contains("send: true");
        assertThat(mails()).isEmpty();
        assertThat(posts("notifications")).isZero();
    }

    @Test
    void where_a_site_has_no_drafts_the_text_is_only_shown() {
        missing("/requests/*/drafts");

        JsonNode prepared = reply("We **work** on it", "");

        assertThat(prepared.path("done").asText()).isEqualTo("e-mail prepared, nothing stored or sent");
        assertThat(prepared.path("message").asText()).isEqualTo("We **work** on it");
        assertThat(prepared.has("draft_id")).isFalse();
        assertThat(prepared.path("next").asText()).contains("send: true").doesNotContain("draft stays");
        assertThat(mails()).isEmpty();
    }

    @Test
    void a_sent_reply_is_in_the_conversation() {
        JsonNode sent = reply("We **work** on it", SEND + ",'cc':['Omar <omar.diaz@example.org>']");

        assertThat(sent.path("sent").asBoolean()).isTrue();
        assertThat(sent.path("done").asText()).isEqualTo("e-mail sent");
        assertThat(sent.at("/to/0").asText()).isEqualTo("mira.holm@example.org");
        assertThat(sent.at("/cc/0").asText()).isEqualTo("omar.diaz@example.org");
        assertThat(mails()).singleElement().satisfies(mail -> {
            assertThat(mail.path("text").asText()).isEqualTo("We **work** on it");
            assertThat(mail.path("subject").asText()).isEqualTo("Re: [Request ID :##" + number + "##] : Cable broken");
        });
    }

    @Test
    void a_given_subject_keeps_the_marker_of_the_ticket() {
        assertThat(reply("Hello", ",'subject':'Your\\ncable'").path("subject").asText())
                .isEqualTo("[Request ID :##" + number + "##] : Your cable");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Internal: the vendor is late||\"internal\"",
                "As in #99999||#99999",
                "Password: Winter||a password or key",
                "<b>Pass</b>word: Winter||a password or key",
                "Hello|,'subject':'do not share'|\"do not share\"",
                "Hello|,'to':['eve@example.net']|eve@example.net",
                "Hello|,'cc':['mira.holm@example.org']|cc repeats the requester"
            })
    void a_reply_with_findings_is_sent_only_in_spite_of_them(String message, String more, String finding) {
        String given = more == null ? "" : more;
        assertThat(reply(message, given).path("warnings").toString()).contains(finding.replace("\"", "\\\""));

        assertThat(refused(message, given + SEND))
                .startsWith("Nothing was sent.")
                .contains(finding, "despite_warnings: true");
        assertThat(posts("notifications")).isZero();

        JsonNode sent = reply(message, given + SEND + ",'despite_warnings':true");
        assertThat(sent.path("sent").asBoolean()).isTrue();
        assertThat(sent.path("warnings")).hasSize(1);
        assertThat(mails()).hasSize(1);
    }

    @Test
    void the_same_reply_is_not_sent_twice_but_another_one_or_to_somebody_else_is() {
        String first = reply("On my way", SEND).path("mail_id").asText();

        JsonNode again = reply("On my way", SEND);
        assertThat(again.path("done").asText()).startsWith("nothing: an earlier call sent the same e-mail");
        assertThat(again.path("mail_id").asText()).isEqualTo(first);
        reply("On my way", SEND + ",'to':['omar.diaz@example.org']");
        reply("Nearly there", SEND);

        assertThat(mails()).hasSize(3);
    }

    @Test
    void a_reply_whose_answer_is_lost_is_found_in_the_conversation() {
        lose("/requests/*/notifications", true);

        JsonNode sent = reply("Lost in transit", SEND);

        assertThat(sent.path("done").asText()).contains("e-mail sent", "a look shows");
        assertThat(sent.path("mail_id").asText()).isNotEmpty();
        assertThat(mails()).hasSize(1);
        assertThat(posts("notifications")).isEqualTo(1);
    }

    @Test
    void a_reply_that_may_have_been_sent_is_unknown_and_looked_up_before_it_is_repeated() {
        lose("/requests/*/notifications", true);
        DESK.fault("{\"kind\":\"unavailable\",\"method\":\"GET\",\"path\":\"/requests/*/notifications\"}");
        assertThat(refused("Into the dark", SEND)).contains("indeterminate: true", "get_request_conversation");

        reply("Into the dark", SEND);

        assertThat(mails()).hasSize(1);
    }

    @Test
    void a_repeated_call_waits_for_the_first_one() throws Exception {
        DESK.fault("{\"kind\":\"slow\",\"method\":\"POST\",\"path\":\"/requests/*/notifications\",\"millis\":700}");
        Callable<String> call = () -> reply("On my way", SEND).path("mail_id").asText();
        ExecutorService clients = Executors.newFixedThreadPool(2);
        try {
            List<Future<String>> ids = clients.invokeAll(List.of(call, call));
            assertThat(ids.get(0).get()).isNotEmpty().isEqualTo(ids.get(1).get());
        } finally {
            clients.shutdownNow();
        }
        assertThat(mails()).hasSize(1);
    }

    @Test
    void a_lost_reply_is_found_where_the_list_of_mails_has_no_texts() {
        DESK.ok("reply_to_requester", saying("Another one") + SEND + "}");
        lose("/requests/*/notifications", true);
        try (Relay relay = new Relay(DESK.baseUri())) {
            relay.with(request -> {
                Reply reply = relay.handOn(request);
                String body = request.target().contains("/notifications?")
                        ? reply.body().replaceAll("\"description\":\"[^\"]*\",?", "")
                        : reply.body();
                return reply.status() == 0
                        ? reply
                        : Reply.json(reply.status(), body).with("Date", now());
            });
            DESK.reachedAt(relay.uri());

            assertThat(reply("Lost in transit", SEND).path("done").asText()).contains("a look shows");
        }
        DESK.reachedAt(DESK.baseUri());
        assertThat(mails()).hasSize(2);
    }

    @Test
    void a_reply_to_somebody_else_is_not_taken_for_one_that_was_lost() {
        reply("On my way", SEND + ",'to':['omar.diaz@example.org']");
        DESK.reachedAt(DESK.baseUri()); // as after a restart: it is not remembered as ours
        DESK.fault("{\"kind\":\"server_error\",\"method\":\"POST\",\"path\":\"/requests/*/notifications\"}");

        assertThat(refused("On my way", SEND)).contains("nothing was done");
    }

    @Test
    void a_copy_that_the_site_leaves_out_is_reported() {
        try (Relay relay = new Relay(DESK.baseUri())) {
            relay.with(request -> {
                Reply reply = relay.handOn(request);
                return Reply.json(reply.status(), reply.body().replaceAll("\"cc\":\\[[^]]*]", "\"cc\":[]"));
            });
            DESK.reachedAt(relay.uri());

            assertThat(reply("Hello", SEND + ",'cc':['omar.diaz@example.org'],'despite_warnings':true")
                            .path("done")
                            .asText())
                    .isEqualTo("e-mail sent; ServiceDesk Plus shows no copy to omar.diaz@example.org");
        }
    }

    private static String now() {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC));
    }

    @Test
    void where_a_site_sends_no_mails_through_its_api_nothing_is_sent() {
        missing("/requests/*/notifications");

        assertThat(refused("Hello", SEND)).contains("Nothing was sent: this site takes no e-mails");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Hello|,'to':['Mira']|\"to\" takes e-mail addresses",
                "Hello|,'cc':['a@b, c@d']|\"cc\" takes e-mail addresses",
                "<p></p>||\"message\" has no text"
            })
    void what_cannot_be_a_mail_is_refused(String message, String more, String told) {
        assertThat(refused(message, (more == null ? "" : more) + SEND)).contains("Nothing was done", told);
        assertThat(posts("notifications") + posts("drafts")).isZero();
    }

    @Test
    void a_first_response_is_the_first_one() {
        JsonNode draft = DESK.ok("send_first_response", saying("We got it") + "}");
        assertThat(draft.path("sent").asBoolean(true)).isFalse();

        DESK.ok("send_first_response", saying("We got it") + SEND + "}");

        assertThat(DESK.ok("get_request", "{'request_id':'" + number + "'}")
                        .at("/times/responded_time")
                        .asText())
                .isNotEmpty();
        assertThat(Stream.of(SEND, "")
                        .map(more -> DESK.failure("send_first_response", saying("We got it again") + more + "}")))
                .allSatisfy(text -> assertThat(text).contains("had its first response", "reply_to_requester"));
        assertThat(mails()).hasSize(1);
    }
}
