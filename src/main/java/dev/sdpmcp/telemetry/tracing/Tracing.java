package dev.sdpmcp.telemetry.tracing;

import java.net.URI;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Follows calls through this server. Thread-safe; nothing here ever fails a call. */
public interface Tracing {

    /** Follows nothing. */
    Tracing OFF = new NoTracing();

    /** Whether anything is followed: ask before facts are gathered that cost. */
    boolean isOn();

    /**
     * What W3C Trace Context says in two fields; anything that cannot be read counts as not there.
     *
     * @param traceparent version, trace, parent and flags
     * @param tracestate of the systems on the way, null for none
     */
    record TraceParent(
            @Nullable String traceparent, @Nullable String tracestate) {

        public static final TraceParent NOTHING = new TraceParent(null, null);
    }

    /** Has calls taken in, on this thread, that came with an HTTP request. */
    <T> T within(TraceParent inHeaders, Supplier<T> work);

    /**
     * A request of MCP.
     *
     * @param method its name in the protocol, one that is known
     * @param tool the tool called, one of ours; null for other methods, and for names that are none
     * @param revision of the protocol
     * @param session short handle, not the id
     * @param requestId the HTTP request that brought it, as in the log
     */
    record SpanDescription(String method, @Nullable String tool, String revision, String session, String requestId) {}

    /**
     * A call that has arrived; to be ended.
     *
     * @param inMeta what {@code params._meta} says: the parent, if it says anything
     */
    TracedCall call(SpanDescription asked, TraceParent inMeta);

    /** A call that is followed. Thread-safe. */
    interface TracedCall {

        /** Has the work done, on this thread, as part of the call. */
        <T> T around(Supplier<T> work);

        /** By which the collector finds the call; null if nobody follows it. */
        @Nullable
        String traceId();

        /**
         * The end; later ones do nothing.
         *
         * @param error a class of errors, null if the call succeeded
         */
        void ended(@Nullable String error);
    }

    /**
     * An exchange that the call of this thread needs.
     *
     * @param url without a query
     */
    TracedExchange exchange(String method, URI url);

    /** An exchange that is followed, on one thread. */
    interface TracedExchange {

        /** What the other side is to be told, by name of header; may be empty. */
        Map<String, String> headers();

        /** @param status of HTTP, 0 without an answer */
        void ended(int status);
    }
}
