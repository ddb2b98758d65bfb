/**
 * Which handler answers which method, and under which rules?
 *
 * <p>{@link dev.sdpmcp.dispatch.Engine} answers one request and knows no session: it is what every front door calls.
 * {@link dev.sdpmcp.dispatch.SessionDispatcher} adds what the stateful revisions ask for: life cycle, ids in flight,
 * cancellation, deadlines, batches. {@link dev.sdpmcp.dispatch.CallInterceptor} is the port for who keeps a record of calls. Uses {@code tool}, {@code session}, {@code mcp} and {@code jsonrpc}; knows no HTTP. Tells
 * audit and telemetry by CDI events.
 */
@NullMarked
package dev.sdpmcp.dispatch;

import org.jspecify.annotations.NullMarked;
