package dev.sdpmcp.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.simulator.RunningSimulator.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mails and drafts of a request. */
@Tag("component")
class MailsTest {

    private static final String TO = "'to':[{'email_id':'mira.holm@example.org'}]";

    @RegisterExtension
    static final RunningSimulator simulator = RunningSimulator.withDefaults();

    private String request = "";

    @BeforeEach
    void newRequest() {
        request = "/requests/" + simulator.newRequest();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'description':'x'|400/4012['to']",
                "'description':'x','to':[]|400/4001to",
                "'description':'x','to':[{'email_id':'Mira'}]|400/4001to",
                "'description':'x','to':[{'name':'Mira Holm'}]|400/4001to",
                "'description':'x','to':[{'email':'a@example.org'}]|400/4001email",
                "'description':'x','to':['a@example.org']|400/4021to",
                "'description':'x','to':'a@example.org'|400/4021to",
                "TO|400/4012['description']",
                "'description':'x',TO,'cc':[{'email_id':'nobody'}]|400/4001cc",
                "'description':'x',TO,'type':'letter'|400/4001type",
                "'description':'x',TO,'sender':{'email_id':'a@example.org'}|400/4014sender",
                "'description':'x',TO,'send':true|400/4001send"
            })
    void a_wrong_mail_is_refused_and_not_sent(String fields, String verdict) {
        Answer refused =
                simulator.post(request + "/notifications", "{'notification':{" + fields.replace("TO", TO) + "}}");

        assertThat(refused.verdict() + refused.fields()).isEqualTo(verdict);
        assertThat(simulator.get(request + "/conversations").at("/conversations"))
                .isEmpty();
    }

    @Test
    void a_mail_that_was_sent_cannot_be_changed() {
        String mail = simulator
                .post(request + "/notifications", "{'notification':{'description':'x'," + TO + "}}")
                .at("/notification/id")
                .asText();

        assertThat(simulator
                        .put(request + "/notifications/" + mail, "{'notification':{'description':'y'}}")
                        .status())
                .isGreaterThanOrEqualTo(400);
        assertThat(simulator
                        .get(request + "/notifications/" + mail)
                        .at("/notification/description")
                        .asText())
                .isEqualTo("x");
    }

    @Test
    void a_draft_is_not_sent() {
        Answer added = simulator.post(request + "/drafts", "{'draft':{'subject':'s','description':'x'," + TO + "}}");

        assertThat(added.at("/draft/to/0/email_id").asText()).isEqualTo("mira.holm@example.org");
        assertThat(simulator.get(request + "/drafts").at("/drafts")).hasSize(1);
        assertThat(simulator.get(request).at("/request/has_draft").asBoolean()).isTrue();
        assertThat(simulator.get(request).at("/request/responded_time").isNull())
                .isTrue();
        assertThat(simulator.get(request + "/conversations").at("/conversations"))
                .isEmpty();
        assertThat(simulator.get(request + "/notifications").at("/notifications"))
                .isEmpty();
    }

    @Test
    void a_draft_is_changed_and_deleted() {
        String draft = request + "/drafts/"
                + simulator
                        .post(request + "/drafts", "{'draft':{'description':'x'}}")
                        .at("/draft/id")
                        .asText();

        assertThat(simulator
                        .put(draft, "{'draft':{'description':'y'}}")
                        .at("/draft/description")
                        .asText())
                .isEqualTo("y");
        simulator.delete(draft);

        assertThat(simulator.get(draft).verdict()).isEqualTo("404/4007");
        assertThat(simulator.get(request).at("/request/has_draft").asBoolean()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'draft':{'subject':'s'}|400/4012",
                "'draft':{'description':'x','to':[{'email_id':'Mira'}]}|400/4001",
                "'draft':{'description':'x','created_by':{'name':'Omar Diaz'}}|400/4014",
                "'notification':{'description':'x'}|400/4001"
            })
    void a_wrong_draft_is_refused(String input, String verdict) {
        assertThat(simulator.post(request + "/drafts", "{" + input + "}").verdict())
                .isEqualTo(verdict);
        assertThat(simulator.get(request + "/drafts").at("/drafts")).isEmpty();
    }
}
