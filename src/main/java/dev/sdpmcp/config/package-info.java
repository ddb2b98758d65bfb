/**
 * Answers: how is this server set up? One immutable {@link dev.sdpmcp.config.ServerConfiguration}, made of small
 * records, that the rest of the house has injected; nobody else reads a setting by its name.
 *
 * <p>Plain Java: the records stand in the WAR and in the launcher's own jar. They may use nothing of ours. They must not
 * know where a value came from ({@link dev.sdpmcp.config.reading} does), nor what it is used for. Everything here has
 * been checked once, at the start: a value that exists is a value within its bounds. One thing changes while a server runs, the
 * API keys ({@link dev.sdpmcp.config.CurrentKeys}).
 */
@NullMarked
package dev.sdpmcp.config;

import org.jspecify.annotations.NullMarked;
