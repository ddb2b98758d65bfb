/**
 * Answers: how does the server start and stop? A separate program in its own jar: it checks the settings, starts Payara
 * Micro in this process, waits until the application is ready, and stops gracefully on a signal.
 *
 * <p>{@link dev.sdpmcp.launcher.Agent} does the same within WildFly and Payara Server, except for the start.
 *
 * <p>{@code setting} reads options and settings, {@code demo} runs the demo desk, {@code server} runs Payara Micro,
 * {@code onejar} unpacks an installation from sdp-mcp.jar. May use {@code dev.sdpmcp.config} and {@code
 * dev.sdpmcp.requesthead}. Plain Java; must not use classes of Payara, which it calls by reflection, nor of the WAR,
 * which it calls by HTTP and MBeans.
 */
@NullMarked
package dev.sdpmcp.launcher;

import org.jspecify.annotations.NullMarked;
