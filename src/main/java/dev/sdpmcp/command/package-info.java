/**
 * What can an operator have done to this installation without a server, or by the one that runs?
 *
 * <p>The commands behind {@code start-sse.sh --authorize}, {@code --reencrypt}, {@code --verify-audit},
 * {@code --backup}, {@code --restore} and {@code --doctor}: the same rooms as in the server, in a plain JVM, against
 * the same database. While a server holds the embedded database, {@link dev.sdpmcp.command.CommandRequestHandler}, the
 * one bean here, runs the same objects for them. May use {@code config}, {@code persistence}, {@code upstream},
 * {@code audit}, {@code backup}, {@code telemetry} and {@code doctor}. Must not know HTTP. The launcher calls
 * {@link dev.sdpmcp.command.Commands} by its name, with types of the JDK only, since it has none of these classes.
 */
@NullMarked
package dev.sdpmcp.command;

import org.jspecify.annotations.NullMarked;
