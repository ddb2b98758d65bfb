/**
 * How often, how long, how much? The instruments that other rooms measure with, and the page that Prometheus reads.
 *
 * <p>The library behind it, Prometheus' own for Java, is known in this package only. A label has values that are known when the
 * server starts, by construction: constants of an enum, or a fixed list of names. So the number of series is bounded, and
 * no client chooses any of them.
 */
@NullMarked
package dev.sdpmcp.telemetry.metrics;

import org.jspecify.annotations.NullMarked;
