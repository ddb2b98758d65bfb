package dev.sdpmcp.telemetry.tracing;

import java.net.URI;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tracing of calls and of their requests to ServiceDesk Plus. Thread-safe; never fails a call. */
public interface Tracing {

    /** Tracing that is switched off. */
    Tracing OFF = new NoopTracing();

    /** Whether calls are traced; to be checked before expensive attributes are computed. */
    boolean isOn();

    /**
     * The two fields of a W3C Trace Context; malformed ones are ignored.
     *
     * @param traceparent version, trace, parent and flags
     * @param tracestate vendor state, null for none
     */
    record TraceParent(
            @Nullable String traceparent, @Nullable String tracestate) {

        public static final TraceParent NOTHING = new TraceParent(null, null);
    }

    /** Runs work on this thread in the trace context of an HTTP request. */
    <T> T within(TraceParent inHeaders, Supplier<T> work);

    /**
     * Attributes of the span of an MCP call.
     *
     * @param method a known method of the protocol
     * @param tool a known tool; null for other methods and for unknown names
     * @param revision protocol version
     * @param session short handle, not the session id
     * @param requestId correlation id of the HTTP request
     */
    record SpanDescription(String method, @Nullable String tool, String revision, String session, String requestId) {}

    /**
     * Starts the span of a call, which the caller ends.
     *
     * @param inMeta trace context in {@code params._meta}, the preferred parent
     */
    TracedCall call(SpanDescription description, TraceParent inMeta);

    /** A traced call. Thread-safe. */
    interface TracedCall {

        /** Runs work on this thread as part of the call. */
        <T> T around(Supplier<T> work);

        /** The trace id; null if the call is not sampled. */
        @Nullable
        String traceId();

        /**
         * Ends the span; further calls have no effect.
         *
         * @param error type of the error, null if the call succeeded
         */
        void ended(@Nullable String error);
    }

    /**
     * Starts the span of an HTTP exchange within the call of this thread.
     *
     * @param url without a query
     */
    TracedExchange exchange(String method, URI url);

    /** A traced HTTP exchange. Not thread-safe. */
    interface TracedExchange {

        /** Headers that propagate the trace context, by name; may be empty. */
        Map<String, String> headers();

        /**
         * Ends the span.
         *
         * @param status HTTP status, 0 without a response
         */
        void ended(int status);
    }
}
