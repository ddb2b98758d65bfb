/**
 * What did this server change in the help desk, from what to what, and for whom?
 *
 * <p>{@link dev.sdpmcp.history.ChangeHistory} keeps every update field by field, so that people can look and a change can be
 * taken back. It is no proof (that is {@code audit}): it holds the values themselves. May use {@code persistence},
 * {@code telemetry}, {@code config} and {@code lifecycle}. Must not know tools or how ServiceDesk Plus is reached.
 */
@NullMarked
package dev.sdpmcp.history;

import org.jspecify.annotations.NullMarked;
