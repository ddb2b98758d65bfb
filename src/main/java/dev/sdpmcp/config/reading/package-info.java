/**
 * Answers: which settings are there, and what do the given values say? {@link dev.sdpmcp.config.reading.ConfigurationKey}
 * is the one table of names, defaults, units and bounds; {@link dev.sdpmcp.config.reading.ConfigurationReader} turns
 * values into the typed configuration and collects every problem on the way.
 *
 * <p>May use {@code dev.sdpmcp.config}. Plain Java, since the launcher reads the same settings before any server runs;
 * only {@code ConfigurationProducer} knows Jakarta EE and MicroProfile. Must not know who uses a value.
 */
@NullMarked
package dev.sdpmcp.config.reading;

import org.jspecify.annotations.NullMarked;
