/**
 * Answers: is this server coming up, serving, or going? Other rooms say here what they must have before clients come
 * ({@link dev.sdpmcp.lifecycle.ReadinessCheck}) and hear here that the end is near
 * ({@link dev.sdpmcp.lifecycle.ServerStopping}).
 *
 * <p>May use {@code telemetry}, to log what failed. Must not know HTTP: {@code ops} shows the state to callers, and whoever started the server
 * reaches it through the platform's MBean server, which is the same on every server and open to this process only.
 */
@NullMarked
package dev.sdpmcp.lifecycle;

import org.jspecify.annotations.NullMarked;
