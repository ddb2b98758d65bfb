package dev.sdpmcp.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What came of a command.
 *
 * @param exitCode of the process
 * @param file that it made, if it makes one
 * @param lines for the operator; no line break and no secret in them
 */
record CommandResult(int exitCode, Optional<Path> file, List<String> lines) {

    /** What it was to find or do was found or done. */
    static final int DONE = 0;

    /** It ran, and the answer is no; what it said tells why. */
    static final int FAILED = 1;

    CommandResult {
        lines = List.copyOf(lines);
    }

    static CommandResult done(List<String> lines) {
        return new CommandResult(DONE, Optional.empty(), lines);
    }

    static CommandResult failed(String why) {
        return new CommandResult(FAILED, Optional.empty(), List.of(why));
    }

    /** For a file in the data folder; {@link #parse} reads it. */
    String text() {
        return exitCode + "\n" + file.map(Path::toString).orElse("") + "\n"
                + String.join("\n", lines.stream().map(CommandResult::oneLine).toList());
    }

    private static String oneLine(String line) {
        return line.replaceAll("\\R", " ");
    }

    /** @throws IllegalArgumentException if the text is no result */
    static CommandResult parse(String text) {
        String[] parts = text.split("\n", 3);
        if (parts.length < 3) {
            throw new IllegalArgumentException("not the result of a command");
        }
        return new CommandResult(
                Integer.parseInt(parts[0]),
                parts[1].isEmpty() ? Optional.empty() : Optional.of(Path.of(parts[1])),
                parts[2].lines().toList());
    }
}
