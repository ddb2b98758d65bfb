/**
 * Which state does this server show its operators over HTTP? Health, sessions, limits, the audit trail.
 *
 * May use lifecycle, session, access, audit, telemetry, of tool the number of tools, and of persistence that the
 * database may be unavailable. Must not know the protocol.
 */
@NullMarked
package dev.sdpmcp.ops;

import org.jspecify.annotations.NullMarked;
