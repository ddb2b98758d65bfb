package dev.sdpmcp.launcher.setting;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What stands on the command line.
 *
 * @param demo serve the built-in demo desk
 * @param task what to do
 * @param command the name of the command; there if the task is {@code COMMAND}
 * @param argument what stands after the command; there if it wants one
 */
public record Options(boolean demo, Task task, Optional<String> command, Optional<String> argument) {

    /** What to do. */
    public enum Task {
        /** Run the server until it is told to stop. */
        SERVE,
        /** Unpack the server, for an image of which it is a layer of its own. */
        UNPACK,
        /** Unpack the server and record its classes, so that later starts are fast; start-sse.sh asks for it. */
        PREPARE,
        /** Start, warm up and stop, for the recording. */
        REHEARSE,
        /** Have something done in the database, without a server. */
        COMMAND,
        /** Look at everything that can be wrong, as {@link DoctorOptions} has it. */
        DOCTOR,
        /** Read the settings and say what is wrong with them; nothing is opened or asked. */
        CHECK,
        /** Say which version this is. */
        VERSION,
        /** Say what can be said here. */
        HELP
    }

    /** Whether something stands after a command. */
    private enum Argument {
        NONE,
        POSSIBLE,
        REQUIRED
    }

    private static final Map<String, Argument> COMMANDS = Map.of(
            "authorize", Argument.REQUIRED,
            "reencrypt", Argument.NONE,
            "verify-audit", Argument.NONE,
            "backup", Argument.POSSIBLE,
            "restore", Argument.REQUIRED);

    /** Also read by start-sse.sh, which shows it before anything is built. */
    private static final String HELP = "help.txt";

    /** @throws StartRefused for an option that is not known, and for a command too many or without its argument */
    public static Options parse(List<String> arguments) throws StartRefused {
        if (DoctorOptions.in(arguments).isPresent()) {
            return new Options(false, Task.DOCTOR, Optional.empty(), Optional.empty());
        }
        boolean demo = false;
        Task task = Task.SERVE;
        Optional<String> command = Optional.empty();
        Optional<String> argument = Optional.empty();
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            switch (option) {
                case "--demo" -> demo = true;
                case "--help", "-h" -> task = Task.HELP;
                case "--version" -> task = Task.VERSION;
                case "--check" -> task = Task.CHECK;
                case "--unpack" -> task = Task.UNPACK;
                case "--prepare" -> task = Task.PREPARE;
                case "--rehearse" -> task = Task.REHEARSE;
                default -> {
                    Argument wanted = option.startsWith("--") ? COMMANDS.get(option.substring(2)) : null;
                    if (wanted == null || command.isPresent()) {
                        throw unknown(option);
                    }
                    task = Task.COMMAND;
                    command = Optional.of(option.substring(2));
                    argument = argumentOf(option, wanted, rest);
                }
            }
        }
        return new Options(demo, task, command, argument);
    }

    private static Optional<String> argumentOf(String option, Argument wanted, Iterator<String> rest)
            throws StartRefused {
        if (wanted == Argument.REQUIRED && !rest.hasNext()) {
            throw new StartRefused(ExitCode.USAGE, option + " wants something after it; --help says what.");
        }
        return wanted == Argument.NONE || !rest.hasNext() ? Optional.empty() : Optional.of(rest.next());
    }

    private static StartRefused unknown(String option) {
        return new StartRefused(
                ExitCode.USAGE, "unknown option " + option + ", or one command too many. --help lists all of them.");
    }

    /** The text of {@code --help} of start-sse.sh. */
    public static String help() {
        return help("./start-sse.sh", "the folder of this script");
    }

    /**
     * The text of {@code --help}.
     *
     * @param program what to type
     * @param folder where {@code .env} is looked for
     */
    public static String help(String program, String folder) {
        try (InputStream text = Objects.requireNonNull(Options.class.getResourceAsStream(HELP), HELP)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8)
                    .stripTrailing()
                    .replace("PROGRAM", program)
                    .replace("FOLDER", folder);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
