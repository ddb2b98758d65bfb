/**
 * Client for ServiceDesk Plus Cloud.
 *
 * <p>Other packages call {@link dev.sdpmcp.upstream.HelpDesk}; every error leaves this package as an {@link
 * dev.sdpmcp.upstream.UpstreamFailure}. {@code CallPipeline} makes one call with all policies: the token of {@code
 * oauth}, the retry of reads and the circuit breaker (MicroProfile Fault Tolerance), the rate limit cooldown, the call
 * budget and the bulkhead; then HTTP and the envelope of the v3 API. {@link dev.sdpmcp.upstream.ExchangeListener}
 * reports exchanges to packages that this one does not know. May use {@code config}, {@code throttle} and {@code
 * persistence}. Must not know tools, sessions, or what a request means to people: it carries JSON trees.
 */
@NullMarked
package dev.sdpmcp.upstream;

import org.jspecify.annotations.NullMarked;
