/**
 * The audit trail: a tamper-evident record of each call.
 *
 * <p>{@link dev.sdpmcp.audit.CallAudit} intercepts each call ({@code dispatch}) and observes each exchange ({@code
 * upstream}). {@code audit.row} is a row, {@code audit.chain} links rows to each other, {@code audit.writing} writes
 * them to the database or the journal, {@code audit.reading} reads pages of them. For other rooms: {@link
 * dev.sdpmcp.audit.reading.AuditReader} and {@link dev.sdpmcp.audit.writing.AuditTrail} for {@code ops}, {@link
 * dev.sdpmcp.audit.chain.ChainCheck} for commands.
 *
 * <p>May use {@code dispatch}, {@code session}, {@code tool}, {@code mcp}, {@code access}, {@code upstream}, {@code
 * persistence}, {@code telemetry}, {@code config} and {@code lifecycle}. No room that answers calls may use it, and
 * it has no HTTP.
 */
@NullMarked
package dev.sdpmcp.audit;

import org.jspecify.annotations.NullMarked;
