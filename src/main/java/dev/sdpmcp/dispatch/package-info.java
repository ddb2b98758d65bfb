/**
 * Which handler answers which method, and under which rules?
 *
 * {@link dev.sdpmcp.dispatch.Engine} answers one call, independent of sessions; every transport uses it. {@link
 * dev.sdpmcp.dispatch.SessionDispatcher} adds the rules of the stateful revisions: life cycle, ids in flight,
 * cancellation, deadlines, batches. {@link dev.sdpmcp.dispatch.CallInterceptor} is the port for rooms that record
 * calls. Uses {@code tool}, {@code session}, {@code mcp} and {@code jsonrpc}; does not know HTTP. Informs audit and
 * telemetry by CDI events.
 */
@NullMarked
package dev.sdpmcp.dispatch;

import org.jspecify.annotations.NullMarked;
