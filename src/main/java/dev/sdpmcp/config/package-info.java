/**
 * Answers: how is this server configured? One immutable {@link dev.sdpmcp.config.ServerConfiguration} of small records,
 * which other rooms inject; no other room reads a setting by its name.
 *
 * <p>Plain Java, since the records are in the WAR and in the launcher's jar. May use no other room. Must not know the
 * source of a value ({@link dev.sdpmcp.config.reading} does) nor its use. All values were validated at the start. Only
 * the API keys ({@link dev.sdpmcp.config.CurrentKeys}) change while a server runs.
 */
@NullMarked
package dev.sdpmcp.config;

import org.jspecify.annotations.NullMarked;
