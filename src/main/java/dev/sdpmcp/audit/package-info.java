/**
 * Who did what to the help desk, and can we show that nobody has changed the record since?
 *
 * <p>{@link dev.sdpmcp.audit.CallAudit} stands around each call ({@code dispatch}) and hears of each exchange
 * ({@code upstream}); {@code audit.row} says what a row holds, {@code audit.chain} ties rows to each other,
 * {@code audit.writing} gets them into the database or the journal, {@code audit.reading} gets them out again. Doors for
 * others: {@link dev.sdpmcp.audit.reading.AuditReader} and {@link dev.sdpmcp.audit.writing.AuditTrail} for {@code ops}, {@link dev.sdpmcp.audit.AuditCheck} for the command that
 * checks the chain.
 *
 * <p>May use {@code dispatch}, {@code session}, {@code tool}, {@code mcp}, {@code access}, {@code upstream}, {@code persistence},
 * {@code telemetry}, {@code config} and {@code lifecycle}. Nobody who answers calls may know it, and it knows no HTTP.
 */
@NullMarked
package dev.sdpmcp.audit;

import org.jspecify.annotations.NullMarked;
