package dev.sdpmcp.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Result of a command.
 *
 * @param exitCode of the process
 * @param file that the command wrote, if it writes one
 * @param lines for the operator; without line breaks and secrets
 */
record CommandResult(int exitCode, Optional<Path> file, List<String> lines) {

    /** The command did its work, or found what it looked for. */
    static final int DONE = 0;

    /** The command failed or its answer is no; its lines have the reason. */
    static final int FAILED = 1;

    CommandResult {
        lines = List.copyOf(lines);
    }

    static CommandResult done(List<String> lines) {
        return new CommandResult(DONE, Optional.empty(), lines);
    }

    static CommandResult failed(String reason) {
        return new CommandResult(FAILED, Optional.empty(), List.of(reason));
    }

    /** Form for a file in the data folder; {@link #parse} reads it. */
    String text() {
        return exitCode + "\n" + file.map(Path::toString).orElse("") + "\n"
                + lines.stream().map(line -> line.replaceAll("\\R", " ")).collect(Collectors.joining("\n"));
    }

    /** @throws IllegalArgumentException if the text is not a result */
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
