/**
 * Tracing: spans of calls and of their requests to ServiceDesk Plus, exported to an OpenTelemetry collector.
 *
 * <p>Only this package knows the OpenTelemetry library, which is loaded only when traces are on. It is in the WAR,
 * since versions in servers differ and write URLs with session ids into their spans.
 *
 * <p>An attribute never holds a secret, a session id, an argument, or ticket data other than the ticket id.
 */
@NullMarked
package dev.sdpmcp.telemetry.tracing;

import org.jspecify.annotations.NullMarked;
