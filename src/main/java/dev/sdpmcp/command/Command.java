package dev.sdpmcp.command;

/**
 * Something that an operator has done once. The same objects work in the JVM of a command and inside a running server.
 */
@FunctionalInterface
interface Command {

    /** Runs on the calling thread, to its end. */
    CommandResult run(CommandContext context);
}
