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
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Options of the command line.
 *
 * @param demo serve the built-in demo desk
 * @param task the task
 * @param command name of the command; present if the task is {@code COMMAND}
 * @param argument argument of the command, if it has one
 */
public record Options(boolean demo, Task task, Optional<String> command, Optional<String> argument) {

    /** The task of this process. */
    public enum Task {
        /** Run the server until a signal to stop. */
        SERVE,
        /** Unpack the server, for a separate layer of an image. */
        UNPACK,
        /** Unpack the server and make a recording for fast starts; used by start-sse.sh. */
        PREPARE,
        /** Start, train and stop, for the recording. */
        REHEARSE,
        /** Run a command on the database, without a server. */
        COMMAND,
        /** Run the doctor with {@link DoctorOptions}. */
        DOCTOR,
        /** Validate the settings, without any connection. */
        CHECK,
        /** Print the version. */
        VERSION,
        /** Print the help. */
        HELP
    }

    /** Whether a command has an argument. */
    private enum Argument {
        NONE,
        OPTIONAL,
        REQUIRED
    }

    private static final Map<String, Argument> COMMANDS = Map.of(
            "authorize", Argument.REQUIRED,
            "reencrypt", Argument.NONE,
            "verify-audit", Argument.NONE,
            "backup", Argument.OPTIONAL,
            "restore", Argument.REQUIRED);

    /** Also read by start-sse.sh, which prints it without a build. */
    private static final String HELP = "help.txt";

    private static final String BUILD = "/META-INF/sdp-mcp.properties";

    /** @throws StartRefused for an unknown option, more than one command, a command without its argument, or one of the demo */
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
                        throw ExitCode.USAGE.refusal(
                                "unknown option " + option + ", or more than one command. --help lists all of them.");
                    }
                    task = Task.COMMAND;
                    command = Optional.of(option.substring(2));
                    argument = argumentOf(option, wanted, rest);
                }
            }
        }
        if (demo && command.isPresent()) {
            throw ExitCode.USAGE.refusal(
                    "--demo cannot be combined with --" + command.get() + ": its database is new at each start.");
        }
        return new Options(demo, task, command, argument);
    }

    private static Optional<String> argumentOf(String option, Argument wanted, Iterator<String> rest)
            throws StartRefused {
        if (wanted == Argument.REQUIRED && !rest.hasNext()) {
            throw ExitCode.USAGE.refusal(option + " needs an argument; see --help.");
        }
        return wanted == Argument.NONE || !rest.hasNext() ? Optional.empty() : Optional.of(rest.next());
    }

    /** The text of {@code --help} of start-sse.sh. */
    public static String help() {
        return help("./start-sse.sh", "the folder of this script");
    }

    /**
     * The text of {@code --help}.
     *
     * @param program the program to run
     * @param folder the folder of {@code .env}
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

    /** The text of {@code --version}: {@code sdp-mcp 1.2.3 (commit 0123456)}. */
    public static String version() {
        Properties build = new Properties();
        try (InputStream file = Objects.requireNonNull(Options.class.getResourceAsStream(BUILD), BUILD)) {
            build.load(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return "sdp-mcp " + build.getProperty("version") + " (commit " + build.getProperty("commit") + ")";
    }

    /**
     * Command line options of {@code --doctor}.
     *
     * @param json one JSON document instead of lines
     * @param quiet only failures and warnings
     * @param url the URL that clients open, if it is not the configured one
     */
    public record DoctorOptions(boolean json, boolean quiet, Optional<String> url) {

        private static final String DOCTOR = "--doctor";

        /**
         * Empty without {@code --doctor}.
         *
         * @throws StartRefused for an option that cannot be combined with it
         */
        public static Optional<DoctorOptions> in(List<String> arguments) throws StartRefused {
            if (!arguments.contains(DOCTOR)) {
                return Optional.empty();
            }
            boolean json = false;
            boolean quiet = false;
            Optional<String> url = Optional.empty();
            Iterator<String> rest = arguments.iterator();
            while (rest.hasNext()) {
                String option = rest.next();
                switch (option) {
                    case DOCTOR -> {}
                    case "--json" -> json = true;
                    case "--quiet" -> quiet = true;
                    case "--url" -> {
                        if (!rest.hasNext()) {
                            throw ExitCode.USAGE.refusal(
                                    "--url needs the URL that clients open, for example https://mcp.example.com/sse.");
                        }
                        url = Optional.of(rest.next());
                    }
                    default ->
                        throw ExitCode.USAGE.refusal(option + " cannot be combined with " + DOCTOR
                                + ", which takes --json, --quiet and --url URL.");
                }
            }
            return Optional.of(new DoctorOptions(json, quiet, url));
        }

        /** The words of those of {@code json}, {@code quiet} and {@code colour} that apply. */
        public Set<String> form(boolean colour) {
            return Map.of("json", json, "quiet", quiet, "colour", colour).entrySet().stream()
                    .filter(Map.Entry::getValue)
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
        }
    }
}
