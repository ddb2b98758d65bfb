/**
 * What can an operator have done to this installation without a server?
 *
 * <p>The commands behind {@code start-sse.sh --authorize}, {@code --reencrypt}, {@code --verify-audit}, {@code --backup}
 * and {@code --doctor}: the same rooms as in the server, in a plain JVM, against the same database. May use {@code config}, {@code persistence}, {@code upstream},
 * {@code audit} and {@code doctor}. Must not know HTTP or CDI. The launcher calls {@link dev.sdpmcp.command.Commands} by its name, with types of
 * the JDK only, since it has none of these classes.
 */
@NullMarked
package dev.sdpmcp.command;

import org.jspecify.annotations.NullMarked;
