/**
 * What is wrong with this installation, and how is it mended?
 *
 * <p>The examination behind {@code start-sse.sh --doctor}: one small {@link dev.sdpmcp.doctor.Check} for each thing that keeps
 * operators from a working server, each within a deadline of its own, all of them in one report. Reads only: it migrates no
 * database, mends no folder, and asks Zoho for a token only where the shared count of such requests allows it.
 * What only the holder of the data folder can see, a running server is asked for by a file in that folder
 * ({@link dev.sdpmcp.doctor.DoctorRequestHandler} answers).
 *
 * <p>May use {@code config}, {@code persistence}, {@code upstream} and {@code telemetry}. Must not know JAX-RS, nor how the
 * command line reached it. No text of it may hold a secret: {@link dev.sdpmcp.doctor.Doctor} masks all that it prints.
 */
@NullMarked
package dev.sdpmcp.doctor;

import org.jspecify.annotations.NullMarked;
