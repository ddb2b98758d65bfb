/**
 * What happened, how often, and to which request does a log line belong?
 *
 * <p>Log lines, request ids and {@link dev.sdpmcp.telemetry.metrics}. Uses no other room but the configuration; the others tell
 * it what happened.
 */
@NullMarked
package dev.sdpmcp.telemetry;

import org.jspecify.annotations.NullMarked;
