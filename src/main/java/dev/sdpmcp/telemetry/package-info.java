/**
 * Answers: how does the server report what it does?
 *
 * <p>Event log, correlation ids, {@link dev.sdpmcp.telemetry.metrics} and {@link dev.sdpmcp.telemetry.tracing}. May use
 * {@code config} only; other rooms report their events here.
 */
@NullMarked
package dev.sdpmcp.telemetry;

import org.jspecify.annotations.NullMarked;
