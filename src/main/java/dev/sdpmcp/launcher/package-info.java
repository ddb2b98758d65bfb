/**
 * Answers: how does the server get from a shell to {@code ready:}, and back? A program of its own, in its own jar, not in
 * the WAR: it checks what can be checked before a server runs, starts Payara Micro in this same process, waits for the
 * application's own readiness, and turns a signal into an orderly end.
 *
 * <p>On a server that somebody else starts, {@link dev.sdpmcp.launcher.Agent} does the same from inside, but for the start.
 *
 * <p>{@code setting} gathers what was asked for, {@code demo} runs the demo desk, {@code server} runs Payara Micro,
 * {@code onejar} makes an installation out of the one jar of a release. May
 * use {@code dev.sdpmcp.config} and {@code dev.sdpmcp.requesthead}. Plain Java; must not know any class of Payara or of the WAR: the first is reached by its
 * manifest and by reflection, the second by HTTP and by the platform's MBean server.
 */
@NullMarked
package dev.sdpmcp.launcher;

import org.jspecify.annotations.NullMarked;
