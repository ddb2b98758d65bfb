package dev.sdpmcp.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sdpmcp.access.Caller;
import dev.sdpmcp.dispatch.CallFinished;
import dev.sdpmcp.dispatch.SessionDispatcher;
import dev.sdpmcp.jsonrpc.JsonRpcCodec;
import dev.sdpmcp.session.CloseReason;
import dev.sdpmcp.session.FakeOutput;
import dev.sdpmcp.session.McpSession;
import dev.sdpmcp.session.SessionRegistry;
import dev.sdpmcp.session.SessionScope;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.hamcrest.Matcher;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ArquillianExtension.class)
class InsideIT {

    private static final Caller ANN = new Caller("ann", "127.0.0.1", false);

    @Inject
    private SessionRegistry registry;

    @Inject
    private SessionDispatcher dispatcher;

    @Inject
    private JsonRpcCodec codec;

    @Inject
    private Notebook notebook;

    @Inject
    private Ledger ledger;

    @Inject
    private ProbeTools tools;

    @Inject
    private Witness witness;

    /** The WAR as it was built, with this package and what its tests need. */
    @Deployment
    static WebArchive builtWar() {
        File war = new File(System.getProperty("sdp.project", "."), "target/sdp-mcp.war");
        return ShrinkWrap.createFromZipFile(WebArchive.class, war)
                .addPackage(InsideIT.class.getPackage())
                .addClass(FakeOutput.class)
                .addAsLibraries(jarOf(Assertions.class), jarOf(Awaitility.class), jarOf(Matcher.class));
    }

    private static File jarOf(Class<?> type) {
        return new File(type.getProtectionDomain().getCodeSource().getLocation().getPath());
    }

    private McpSession open(FakeOutput output) {
        McpSession session = registry.open(ANN, output);
        send(
                session,
                "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-11-25\","
                        + "\"capabilities\":{},\"clientInfo\":{\"name\":\"inside\",\"version\":\"1\"}}}");
        output.next();
        return session;
    }

    private void send(McpSession session, String message) {
        dispatcher.receive(session, codec.decode(message.getBytes(StandardCharsets.UTF_8)), "inside");
    }

    private void sendCall(McpSession session, String tool, String arguments) {
        send(
                session,
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"" + tool
                        + "\",\"arguments\":" + arguments + "}}");
    }

    private String call(McpSession session, FakeOutput output, String tool, String arguments) {
        sendCall(session, tool, arguments);
        return output.next();
    }

    private String notebookOf(McpSession session) {
        return SessionScope.call(session, notebook::name);
    }

    @Test
    void no_session_bean_lives_outside_a_session() {
        assertThatThrownBy(notebook::name).isInstanceOf(ContextNotActiveException.class);
    }

    @Test
    void each_session_has_beans_of_its_own_and_its_calls_see_them() {
        FakeOutput annsOutput = new FakeOutput();
        FakeOutput bobsOutput = new FakeOutput();
        McpSession ann = open(annsOutput);
        McpSession bob = open(bobsOutput);

        assertThat(notebookOf(ann)).isEqualTo(notebookOf(ann)).isNotEqualTo(notebookOf(bob));
        assertThat(call(ann, annsOutput, "probe_scope", "{}"))
                .contains(notebookOf(ann))
                .contains(ann.handle());
        assertThat(call(bob, bobsOutput, "probe_scope", "{}"))
                .contains(notebookOf(bob))
                .contains(bob.handle());
        assertThatThrownBy(notebook::name).isInstanceOf(ContextNotActiveException.class);

        ann.close(CloseReason.IDLE);
        bob.close(CloseReason.IDLE);
    }

    @Test
    void beans_of_a_session_end_with_it_and_with_its_last_call() {
        FakeOutput output = new FakeOutput();
        McpSession session = open(output);
        String mine = notebookOf(session);
        CountDownLatch gate = tools.closeGate();
        sendCall(session, "probe_wait", "{}");

        session.close(CloseReason.CLIENT_GONE);
        gate.countDown();

        Awaitility.await()
                .atMost(java.time.Duration.ofMinutes(1))
                .until(() -> witness.destroyed().contains(mine));
        assertThat(witness.destroyed()).containsOnlyOnce(mine);
        assertThatThrownBy(() -> notebookOf(session)).isInstanceOf(ContextNotActiveException.class);
        assertThat(output.messages()).isEmpty();
    }

    @Test
    void observers_hear_once_of_opening_call_and_end() {
        FakeOutput output = new FakeOutput();
        McpSession session = open(output);

        call(session, output, "probe_scope", "{}");
        Awaitility.await()
                .atMost(java.time.Duration.ofMinutes(1))
                .until(() -> !finishedOf(session).isEmpty());
        session.close(CloseReason.SLOW_READER);
        session.close(CloseReason.IDLE);

        assertThat(witness.opened().stream().filter(event -> event.session() == session))
                .hasSize(1);
        assertThat(witness.closed().stream().filter(event -> event.session() == session))
                .singleElement()
                .satisfies(event -> assertThat(event.reason()).isEqualTo(CloseReason.SLOW_READER));
        assertThat(finishedOf(session))
                .singleElement()
                .satisfies(event -> assertThat(event.tool()).isEqualTo("probe_scope"));
    }

    private List<CallFinished> finishedOf(McpSession session) {
        return witness.finished().stream()
                .filter(event -> event.session() == session)
                .toList();
    }

    @Test
    void a_call_has_a_transaction_of_its_own() {
        FakeOutput output = new FakeOutput();
        McpSession session = open(output);

        String answer = call(session, output, "probe_transaction", "{\"text\":\"good\"}");
        call(session, output, "probe_rollback", "{\"text\":\"bad\"}");

        assertThat(answer).contains("status " + Status.STATUS_ACTIVE);
        assertThat(witness.committed()).contains("good").doesNotContain("bad");
        assertThat(witness.rolledBack()).contains("bad").doesNotContain("good");
        session.close(CloseReason.IDLE);
    }

    @Test
    void a_transaction_ends_with_the_method_that_began_it() {
        assertThat(ledger.write("here")).isEqualTo(Status.STATUS_ACTIVE);

        assertThat(witness.committed()).contains("here");
    }
}
