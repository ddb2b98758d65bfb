package dev.sdpmcp.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sdpmcp.dispatch.CallFinished;
import dev.sdpmcp.session.CloseReason;
import dev.sdpmcp.session.FakeOutput;
import dev.sdpmcp.session.McpSession;
import dev.sdpmcp.session.SessionScope;
import dev.sdpmcp.upstream.ApiResponse;
import dev.sdpmcp.upstream.ExchangeEvents;
import dev.sdpmcp.upstream.FaultTolerance;
import dev.sdpmcp.upstream.ResiliencePolicies;
import dev.sdpmcp.upstream.UpstreamExchange;
import dev.sdpmcp.upstream.UpstreamFailure;
import dev.sdpmcp.upstream.UpstreamWrite;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import java.io.File;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import org.hamcrest.Matcher;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ArquillianExtension.class)
@Tag("own-server")
class InsideIT {

    @Inject
    private Clients clients;

    @Inject
    private Notebook notebook;

    @Inject
    private Ledger ledger;

    @Inject
    private ProbeTools tools;

    @Inject
    private Witness witness;

    @Inject
    private ExchangeEvents upstream;

    @Inject
    private FaultTolerance policies;

    /** The WAR as it was built, with this package and what its tests need. */
    @Deployment
    static WebArchive builtWar() {
        File war = new File(System.getProperty("sdp.project", "."), "target/sdp-mcp.war");
        WebArchive archive = ShrinkWrap.createFromZipFile(WebArchive.class, war);
        // the filter in it lets nobody through to a servlet that is not ours, such as Arquillian's
        archive.delete("/WEB-INF/web.xml");
        return archive.addPackage(InsideIT.class.getPackage())
                .addClass(FakeOutput.class)
                .addAsLibraries(jarOf(Assertions.class), jarOf(Awaitility.class), jarOf(Matcher.class));
    }

    private static File jarOf(Class<?> type) {
        return new File(type.getProtectionDomain().getCodeSource().getLocation().getPath());
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
        McpSession ann = clients.open(annsOutput);
        McpSession bob = clients.open(bobsOutput);

        assertThat(notebookOf(ann)).isEqualTo(notebookOf(ann)).isNotEqualTo(notebookOf(bob));
        assertThat(clients.call(ann, annsOutput, "probe_scope", "{}"))
                .contains(notebookOf(ann))
                .contains(ann.handle());
        assertThat(clients.call(bob, bobsOutput, "probe_scope", "{}"))
                .contains(notebookOf(bob))
                .contains(bob.handle());
        assertThatThrownBy(notebook::name).isInstanceOf(ContextNotActiveException.class);

        ann.close(CloseReason.IDLE);
        bob.close(CloseReason.IDLE);
    }

    @Test
    void beans_of_a_session_end_with_it_and_with_its_last_call() {
        FakeOutput output = new FakeOutput();
        McpSession session = clients.open(output);
        String mine = notebookOf(session);
        CountDownLatch gate = tools.closeGate();
        clients.sendCall(session, "probe_wait", "{}");

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
        McpSession session = clients.open(output);

        clients.call(session, output, "probe_scope", "{}");
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
        McpSession session = clients.open(output);

        String answer = clients.call(session, output, "probe_transaction", "{\"text\":\"good\"}");
        clients.call(session, output, "probe_rollback", "{\"text\":\"bad\"}");

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

    @Test
    void observers_hear_of_exchanges_on_the_thread_of_the_call_and_may_forbid_a_write() {
        UpstreamExchange read = new UpstreamExchange("GET", "requests", 200, Duration.ofMillis(3));
        upstream.exchanged(read);
        assertThat(witness.exchanges()).contains(read);

        upstream.beforeWrite(new UpstreamWrite("POST", "requests"));
        assertThatThrownBy(() -> upstream.beforeWrite(new UpstreamWrite("POST", Witness.FORBIDDEN_PATH)))
                .hasMessage("forbidden on " + Thread.currentThread().getName());
    }

    @Test
    void a_read_that_gets_no_answer_is_tried_three_times_and_one_that_is_refused_once() {
        AtomicInteger attempts = new AtomicInteger();

        assertThatThrownBy(() -> policies.retrying(() -> failing(attempts, unavailable())))
                .isInstanceOf(UpstreamFailure.Unavailable.class);
        assertThat(attempts.getAndSet(0)).isEqualTo(3);

        assertThatThrownBy(() -> policies.retrying(() -> failing(attempts, throttled())))
                .isInstanceOf(UpstreamFailure.Throttled.class);
        assertThatThrownBy(() -> policies.retrying(() -> failing(attempts, new CancellationException())))
                .isInstanceOf(CancellationException.class);
        assertThat(attempts).hasValue(2);
    }

    @Test
    void an_interrupt_ends_the_pause_between_two_attempts() {
        AtomicInteger attempts = new AtomicInteger();

        assertThatThrownBy(() -> policies.retrying(() -> {
                    Thread.currentThread().interrupt();
                    return failing(attempts, unavailable());
                }))
                .isInstanceOf(InterruptedException.class);

        assertThat(attempts).hasValue(1);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void the_circuit_opens_when_nothing_answers_and_closes_with_the_first_answer() throws InterruptedException {
        ApiResponse answer = new ApiResponse(200, null, null, null);
        AtomicInteger attempts = new AtomicInteger();
        for (int i = 0; i < 30; i++) {
            assertThatThrownBy(() -> policies.breaking(() -> failing(attempts, throttled())))
                    .isInstanceOf(UpstreamFailure.Throttled.class);
        }
        assertThat(policies.breaking(() -> answer)).isSameAs(answer);

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInSameThread()
                .until(() -> isOpenAfter(() -> failing(attempts, unavailable())));
        attempts.set(0);
        assertThat(isOpenAfter(() -> failing(attempts, unavailable()))).isTrue();
        assertThat(attempts).hasValue(0);

        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !isOpenAfter(() -> answer));
        assertThat(policies.breaking(() -> answer)).isSameAs(answer);
    }

    private boolean isOpenAfter(ResiliencePolicies.Work work) throws InterruptedException {
        try {
            policies.breaking(work);
            return false;
        } catch (CircuitBreakerOpenException open) {
            return true;
        } catch (UpstreamFailure failed) {
            return false;
        }
    }

    private static ApiResponse failing(AtomicInteger attempts, RuntimeException failure) {
        attempts.incrementAndGet();
        throw failure;
    }

    private static UpstreamFailure unavailable() {
        return new UpstreamFailure.Unavailable("no answer", false, null);
    }

    private static UpstreamFailure throttled() {
        return new UpstreamFailure.Throttled("too many", Duration.ofMinutes(1));
    }

    @Test
    void a_guard_sends_nothing_for_a_thread_that_was_interrupted_before() {
        AtomicInteger attempts = new AtomicInteger();
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> policies.breaking(() -> failing(attempts, unavailable())))
                .isInstanceOf(TimeoutException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(attempts).hasValue(0);
    }
}
