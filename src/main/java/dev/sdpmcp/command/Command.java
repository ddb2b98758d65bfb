package dev.sdpmcp.command;

/** Something that an operator has done once. */
@FunctionalInterface
interface Command {

    /** What it wanted to find or do was found or done. */
    int DONE = 0;

    /** It ran, and the answer is no; what it said tells why. */
    int FAILED = 1;

    /**
     * Runs on the calling thread, to its end.
     *
     * @return the exit code
     */
    int run(CommandContext context);
}
