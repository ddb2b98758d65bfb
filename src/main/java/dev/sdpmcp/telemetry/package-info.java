/**
 * What happened, how often, and to which request does a log line belong?
 *
 * <p>Counters and request ids. Uses no other room; the others tell it what happened.
 */
@NullMarked
package dev.sdpmcp.telemetry;

import org.jspecify.annotations.NullMarked;
