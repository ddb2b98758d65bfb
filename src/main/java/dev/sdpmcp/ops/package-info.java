/**
 * Answers: what does this server tell its operators over HTTP? Health, sessions, limits, the audit trail.
 *
 * <p>May use lifecycle, session, access, audit, telemetry, of tool how many there are, and of persistence that the database can be away. Must not know the protocol.
 */
@NullMarked
package dev.sdpmcp.ops;

import org.jspecify.annotations.NullMarked;
