package dev.sdpmcp.telemetry.tracing;

import java.net.URI;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tracing of calls and of their requests to ServiceDesk Plus. Thread-safe; never fails a call. The methods do nothing
 * unless they are implemented.
 */
public interface Tracing {

    /** Tracing that is switched off. */
    Tracing OFF = new Tracing() {};

    /** Whether calls are traced; to be checked before expensive attributes are computed. */
    default boolean isOn() {
        return false;
    }

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
    default <T> T within(TraceParent inHeaders, Supplier<T> work) {
        return work.get();
    }

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
    default TracedCall call(SpanDescription description, TraceParent inMeta) {
        return new TracedCall() {};
    }

    /** A traced call. Thread-safe. */
    interface TracedCall {

        /** Runs work on this thread as part of the call. */
        default <T> T around(Supplier<T> work) {
            return work.get();
        }

        /** The trace id; null if the call is not sampled. */
        default @Nullable String traceId() {
            return null;
        }

        /**
         * Ends the span; further calls have no effect.
         *
         * @param error type of the error, null if the call succeeded
         */
        default void ended(@Nullable String error) {}
    }

    /**
     * Starts the span of an HTTP exchange within the call of this thread.
     *
     * @param url without a query
     */
    default TracedExchange exchange(String method, URI url) {
        return new TracedExchange() {};
    }

    /** A traced HTTP exchange. Not thread-safe. */
    interface TracedExchange {

        /** Headers that propagate the trace context, by name; may be empty. */
        default Map<String, String> headers() {
            return Map.of();
        }

        /**
         * Ends the span.
         *
         * @param status HTTP status, 0 without a response
         */
        default void ended(int status) {}
    }
}
