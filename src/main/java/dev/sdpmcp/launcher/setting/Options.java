package dev.sdpmcp.launcher.setting;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
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
        /** Say what can be said here. */
        HELP
    }

    /** Commands, and whether each wants an argument. */
    private static final Map<String, Boolean> COMMANDS =
            Map.of("authorize", true, "reencrypt", false, "verify-audit", false, "backup", true);

    private static final String HELP = String.join(
            System.lineSeparator(),
            "usage: PROGRAM [--demo] [COMMAND] [--help]",
            "",
            "  --demo           serve the built-in demo desk; makes an API key if SDP_API_KEYS is not set",
            "  --help           show this",
            "",
            "Without a command the server is started. Commands, which need no server:",
            "  --authorize CODE exchange a self-client code of the Zoho API console, keep the refresh token",
            "  --reencrypt      encrypt what is stored anew with SDP_ENCRYPTION_KEY, after the key was changed",
            "  --verify-audit   check the hash chain of the audit trail",
            "  --backup FILE    copy the embedded database into a zip, also while a server uses it",
            "  --doctor         look at everything that can be wrong, say how to mend it; [--json] as one JSON document,",
            "                   [--url URL] through what clients open (or SDP_PUBLIC_URL); works while a server runs",
            "",
            "Settings come from the environment, then from .env in FOLDER (template: .env.sse.example).",
            "Prints \"ready: http://HOST:PORT/sse\" when clients may connect; stops in order on SIGTERM and SIGINT.",
            "",
            "exit codes: 0 stopped or done, 1 a command's answer is no, 2 unknown option, 3 out of memory, 4 no JDK 21 or newer, 5 wrong or missing",
            "  variable, 6 port taken, 7 data folder unusable, 8 demo desk did not start, 9 server did not start,",
            "  10 build failed, 11 cut off while stopping, 12 database unusable");

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
                case "--unpack" -> task = Task.UNPACK;
                case "--prepare" -> task = Task.PREPARE;
                case "--rehearse" -> task = Task.REHEARSE;
                default -> {
                    Boolean wantsArgument = option.startsWith("--") ? COMMANDS.get(option.substring(2)) : null;
                    if (wantsArgument == null || command.isPresent()) {
                        throw unknown(option);
                    }
                    task = Task.COMMAND;
                    command = Optional.of(option.substring(2));
                    argument = wantsArgument ? Optional.of(argumentOf(option, rest)) : Optional.empty();
                }
            }
        }
        return new Options(demo, task, command, argument);
    }

    private static String argumentOf(String option, Iterator<String> rest) throws StartRefused {
        if (!rest.hasNext()) {
            throw new StartRefused(ExitCode.USAGE, option + " wants something after it; --help says what.");
        }
        return rest.next();
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
        return HELP.replace("PROGRAM", program).replace("FOLDER", folder);
    }
}
