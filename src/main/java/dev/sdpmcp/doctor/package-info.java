/**
 * Finds the problems of an installation and advises how to fix them.
 *
 * <p>The report of {@code start-sse.sh --doctor}: named {@link dev.sdpmcp.doctor.Check}s, grouped by topic, each with
 * its own timeout. A new check is one method of a topic class and its place in the list of
 * {@link dev.sdpmcp.doctor.Doctor}. The checks only read: they migrate no database, change no folder, and request a
 * token from Zoho only within the limit that all servers share. Results that only the process with the embedded
 * database can have are requested from the running server by a file in the data folder
 * ({@link dev.sdpmcp.doctor.DoctorRequestHandler} answers).
 *
 * <p>May use {@code config}, {@code persistence}, {@code upstream} and {@code telemetry}. Must not know JAX-RS or the
 * command line. No text may contain a secret: {@link dev.sdpmcp.doctor.Doctor} masks everything that it prints.
 */
@NullMarked
package dev.sdpmcp.doctor;

import org.jspecify.annotations.NullMarked;
