/**
 * Metrics: the instruments that other rooms use, and the response to a scrape.
 *
 * <p>Only this package knows the library, Prometheus' client for Java. All values of a label are known when the server
 * starts: constants of an enum, or a fixed list of names. So the number of series is bounded, and clients cannot add
 * any.
 */
@NullMarked
package dev.sdpmcp.telemetry.metrics;

import org.jspecify.annotations.NullMarked;
