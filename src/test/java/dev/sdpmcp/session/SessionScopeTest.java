package dev.sdpmcp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sdpmcp.jsonrpc.JsonRpcId;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import java.time.Duration;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SessionScopeTest {

    private final McpSessionScopeExtension.McpSessionContext context = new McpSessionScopeExtension.McpSessionContext();
    private final McpSession ann = GivenSession.fresh(new FakeOutput());
    private final McpSession bob = GivenSession.fresh(new FakeOutput());
    private final Counted bean = new Counted();

    /** A bean whose instances are counted. */
    private static final class Counted implements Contextual<Object> {
        final AtomicInteger made = new AtomicInteger();
        final AtomicInteger destroyed = new AtomicInteger();

        @Override
        public Object create(CreationalContext<Object> creation) {
            made.incrementAndGet();
            return new Object();
        }

        @Override
        public void destroy(Object instance, CreationalContext<Object> creation) {
            destroyed.incrementAndGet();
        }
    }

    private static final class NoDependents implements CreationalContext<Object> {
        @Override
        public void push(Object incomplete) {
            // Nothing asks for it.
        }

        @Override
        public void release() {
            // There is nothing to release.
        }
    }

    private Object inSession(McpSession session) {
        return SessionScope.call(session, () -> context.get(bean, new NoDependents()));
    }

    @Test
    void is_active_only_while_the_thread_works_for_a_session() {
        assertThat(context.isActive()).isFalse();
        assertThatThrownBy(() -> context.get(bean)).isInstanceOf(ContextNotActiveException.class);

        assertThat(SessionScope.call(ann, context::isActive)).isTrue();

        assertThat(context.isActive()).isFalse();
    }

    @Test
    void ends_with_the_work_even_if_it_throws() {
        assertThatThrownBy(() -> SessionScope.call(ann, () -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");

        assertThat(context.isActive()).isFalse();
    }

    @Test
    void nests() {
        Object ofAnn = inSession(ann);

        SessionScope.call(ann, () -> {
            assertThat(inSession(bob)).isNotSameAs(ofAnn);
            return assertThat(context.get(bean)).isSameAs(ofAnn);
        });
    }

    @Test
    void gives_each_session_a_bean_of_its_own_and_always_the_same() {
        assertThat(inSession(ann)).isSameAs(inSession(ann)).isNotSameAs(inSession(bob));
        assertThat(bean.made).hasValue(2);
    }

    @Test
    void makes_no_bean_for_who_only_looks() {
        assertThat(SessionScope.<Object>call(ann, () -> context.get(bean) == null))
                .isEqualTo(true);
        assertThat(bean.made).hasValue(0);
    }

    @Test
    void destroys_the_beans_of_a_session_with_it_and_only_those() {
        inSession(ann);
        inSession(bob);

        ann.close(CloseReason.IDLE);

        assertThat(bean.destroyed).hasValue(1);
    }

    @Test
    void keeps_the_beans_for_calls_that_still_run() {
        inSession(ann);
        InFlightCall call = new InFlightCall(JsonRpcId.of(1), Duration.ofMinutes(1), () -> {}, stop -> {}, () -> {});
        ann.calls().enter(call);

        ann.close(CloseReason.CLIENT_GONE);
        assertThat(bean.destroyed).hasValue(0);

        ann.calls().finished(call);
        assertThat(bean.destroyed).hasValue(1);
    }

    @Test
    void makes_no_bean_for_a_session_that_has_ended() {
        ann.close(CloseReason.IDLE);

        assertThatThrownBy(() -> inSession(ann)).isInstanceOf(ContextNotActiveException.class);
        assertThat(bean.made).hasValue(0);
    }

    @Test
    void destroys_a_bean_on_demand_and_makes_a_new_one() {
        Object first = inSession(ann);

        SessionScope.call(ann, () -> {
            context.destroy(bean);
            return true;
        });

        assertThat(bean.destroyed).hasValue(1);
        assertThat(inSession(ann)).isNotSameAs(first);
    }

    @Test
    @Timeout(60)
    void makes_one_bean_when_two_threads_want_it_and_none_that_outlives_the_session() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        CyclicBarrier start = new CyclicBarrier(2);
        try {
            for (int round = 0; round < 1_000; round++) {
                McpSession session = GivenSession.fresh(new FakeOutput());
                Future<?> user = threads.submit(() -> {
                    start.await();
                    try {
                        return inSession(session);
                    } catch (ContextNotActiveException closedFirst) {
                        return null;
                    }
                });
                Future<?> closer = threads.submit(() -> {
                    start.await();
                    session.close(CloseReason.IDLE);
                    return null;
                });
                user.get(10, TimeUnit.SECONDS);
                closer.get(10, TimeUnit.SECONDS);

                assertThat(bean.destroyed.get()).isEqualTo(bean.made.get());
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
