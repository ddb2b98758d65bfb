package dev.sdpmcp.upstream;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A {@link HelpDesk} in front of a {@link ScriptedServer}. */
final class DeskFixture implements AutoCloseable {

    static final ResourceType REQUESTS = ResourceType.atRoot("request", "requests", "requests");
    static final String OK = "\"response_status\":{\"status_code\":2000,\"status\":\"success\"}";
    /** Longer than a busy machine takes for anything. */
    static final UpstreamLimits LIMITS = reading(Duration.ofSeconds(10));

    final ScriptedServer server;
    final RecordingListener listener = new RecordingListener();
    final UpstreamState state = new UpstreamState();
    final FixedTokens tokens = new FixedTokens();
    final HelpDesk desk;
    private final ExecutorService executor = Executors.newCachedThreadPool();

    /** Limits with another read timeout. */
    static UpstreamLimits reading(Duration limit) {
        return new UpstreamLimits(
                Duration.ofSeconds(5), limit, Duration.ofSeconds(20), 2, Duration.ofSeconds(20), 100_000);
    }

    DeskFixture(UpstreamLimits limits) {
        this(limits, ResiliencePolicies.NONE);
    }

    DeskFixture(UpstreamLimits limits, ResiliencePolicies policies) {
        try {
            server = new ScriptedServer(
                    request -> ScriptedServer.Reply.json(200, "{\"request\":{\"id\":\"1\"}," + OK + "}"));
        } catch (java.io.IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
        desk = new HelpDesk(
                server.uri("/app/itdesk/api/v3"),
                tokens,
                limits,
                executor,
                new CallBudget(100_000),
                state,
                listener,
                policies,
                new MonotonicClock());
    }

    void answer(int status, String json) {
        server.answer(request -> ScriptedServer.Reply.json(status, json));
    }

    @Override
    public void close() {
        server.close();
        executor.shutdownNow();
    }

    /** Returns token-0, token-1 and so on, a new one for each refusal. */
    static final class FixedTokens implements AccessTokenSource {
        final AtomicInteger renewals = new AtomicInteger();

        @Override
        public String current() {
            return "token-" + renewals.get();
        }

        @Override
        public String renewed(String refused) {
            return "token-" + renewals.incrementAndGet();
        }
    }
}
