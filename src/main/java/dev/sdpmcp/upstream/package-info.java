/**
 * What is ServiceDesk Plus Cloud like, and how do we talk to it without being hurt?
 *
 * <p>The one door is {@link dev.sdpmcp.upstream.HelpDesk}; whatever goes wrong leaves the room as an
 * {@link dev.sdpmcp.upstream.UpstreamFailure}. Behind the door stands {@code CallPipeline}, which makes one call with all its
 * guards: the token of {@code oauth}, repeated reads and the circuit breaker (MicroProfile Fault Tolerance), lock-outs, the
 * budget, the bound on calls in flight; then HTTP and the envelope of the v3 API. Rooms that this one does not know learn of
 * exchanges by {@link dev.sdpmcp.upstream.ExchangeListener}. May use {@code config}, {@code throttle} and
 * {@code persistence}. Must not know tools, sessions, or what a request means to people: it carries JSON trees.
 */
@NullMarked
package dev.sdpmcp.upstream;

import org.jspecify.annotations.NullMarked;
