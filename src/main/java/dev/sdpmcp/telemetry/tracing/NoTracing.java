package dev.sdpmcp.telemetry.tracing;

import java.net.URI;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Follows nothing, and costs nothing. */
final class NoTracing implements Tracing {

    private static final TracedCall NOT_FOLLOWED = new TracedCall() {
        @Override
        public <T> T around(Supplier<T> work) {
            return work.get();
        }

        @Override
        public @Nullable String traceId() {
            return null;
        }

        @Override
        public void ended(@Nullable String error) {
            // nobody asked
        }
    };

    private static final TracedExchange NOT_TOLD = new TracedExchange() {
        @Override
        public Map<String, String> headers() {
            return Map.of();
        }

        @Override
        public void ended(int status) {
            // nobody asked
        }
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
    public TracedCall call(SpanDescription asked, TraceParent inMeta) {
        return NOT_FOLLOWED;
    }

    @Override
    public TracedExchange exchange(String method, URI url) {
        return NOT_TOLD;
    }
}
