/**
 * Answers: which settings exist, and what are their values? {@link dev.sdpmcp.config.reading.ConfigurationKey} is the
 * table of names, defaults, units and bounds; {@link dev.sdpmcp.config.reading.ConfigurationReader} reads the typed
 * configuration and collects all problems.
 *
 * <p>May use {@code dev.sdpmcp.config}. Plain Java, since the launcher reads the same settings before a server runs;
 * only {@code ConfigurationProducer} knows Jakarta EE and MicroProfile. Must not know the use of a value.
 */
@NullMarked
package dev.sdpmcp.config.reading;

import org.jspecify.annotations.NullMarked;
