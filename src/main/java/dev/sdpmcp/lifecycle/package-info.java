/**
 * Answers: is this server starting, serving or stopping? Other rooms add their conditions for readiness
 * ({@link dev.sdpmcp.lifecycle.ReadinessCheck}) and observe the stop ({@link dev.sdpmcp.lifecycle.ServerStopping}).
 *
 * <p>May use {@code telemetry}, to log failures. Must not know HTTP: {@code ops} serves the state to callers, and the
 * launcher uses the platform's MBean server, which every server has and only this process can reach.
 */
@NullMarked
package dev.sdpmcp.lifecycle;

import org.jspecify.annotations.NullMarked;
