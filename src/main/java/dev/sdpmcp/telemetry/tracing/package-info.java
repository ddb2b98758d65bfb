/**
 * To which trace does a call belong, and how is that told? The traces of calls and of what they ask of ServiceDesk Plus, for a
 * collector of OpenTelemetry.
 *
 * <p>OpenTelemetry's library is known in this package only, and loaded only when traces are on. It is in our own archive: what
 * servers bring differs, and writes addresses with session ids into its spans.
 *
 * <p>An attribute never holds a secret, a session id, an argument, or anything of a ticket but its id.
 */
@NullMarked
package dev.sdpmcp.telemetry.tracing;

import org.jspecify.annotations.NullMarked;
