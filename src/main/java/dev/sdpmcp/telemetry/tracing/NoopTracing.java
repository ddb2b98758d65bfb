package dev.sdpmcp.telemetry.tracing;

import java.net.URI;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tracing that is switched off. */
final class NoopTracing implements Tracing {

    private static final TracedCall CALL = new TracedCall() {
        @Override
        public <T> T around(Supplier<T> work) {
            return work.get();
        }

        @Override
        public @Nullable String traceId() {
            return null;
        }

        @Override
        public void ended(@Nullable String error) {}
    };

    private static final TracedExchange EXCHANGE = new TracedExchange() {
        @Override
        public Map<String, String> headers() {
            return Map.of();
        }

        @Override
        public void ended(int status) {}
    };

    @Override
    public boolean isOn() {
        return false;
    }

    @Override
    public <T> T within(TraceParent inHeaders, Supplier<T> work) {
        return work.get();
    }

    @Override
    public TracedCall call(SpanDescription description, TraceParent inMeta) {
        return CALL;
    }

    @Override
    public TracedExchange exchange(String method, URI url) {
        return EXCHANGE;
    }
}
