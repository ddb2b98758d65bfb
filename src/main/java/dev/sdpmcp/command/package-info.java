/**
 * Runs the operator's commands, without a server or in the running one.
 *
 * <p>The commands behind {@code start-sse.sh --authorize}, {@code --reencrypt}, {@code --verify-audit},
 * {@code --backup}, {@code --restore} and {@code --doctor}: the classes of the server, in a plain JVM, on the same
 * database. While a server holds the embedded database, {@link dev.sdpmcp.command.CommandRequestHandler}, the only bean
 * here, runs the same {@link dev.sdpmcp.command.Command}s for them.
 *
 * <p>May use {@code config}, {@code persistence}, {@code upstream}, {@code audit}, {@code backup}, {@code telemetry}
 * and {@code doctor}. Must not know HTTP. The launcher does not have these classes: it calls
 * {@link dev.sdpmcp.command.Commands} by reflection, with types of the JDK only.
 */
@NullMarked
package dev.sdpmcp.command;

import org.jspecify.annotations.NullMarked;
