package dev.sdpmcp.launcher.setting;

import java.util.List;

/**
 * What stands on the command line.
 *
 * @param demo serve the built-in demo desk
 * @param task what to do
 */
public record Options(boolean demo, Task task) {

    /** What to do. */
    public enum Task {
        /** Run the server until it is told to stop. */
        SERVE,
        /** Unpack the server and record its classes, so that later starts are fast; start-sse.sh asks for it. */
        PREPARE,
        /** Start, warm up and stop, for the recording. */
        REHEARSE,
        /** Say what can be said here. */
        HELP
    }

    static final String HELP = String.join(
            System.lineSeparator(),
            "usage: ./start-sse.sh [--demo] [--help]",
            "",
            "  --demo   serve the built-in demo desk; makes an API key if SDP_API_KEYS is not set",
            "  --help   show this",
            "",
            "Settings come from the environment, then from .env beside this script (template: .env.sse.example).",
            "Prints \"ready: http://HOST:PORT/sse\" when clients may connect; stops in order on SIGTERM and SIGINT.",
            "",
            "exit codes: 0 stopped, 2 unknown option, 3 out of memory, 4 no JDK 17 or newer, 5 wrong or missing",
            "  variable, 6 port taken, 7 data folder unusable, 8 demo desk did not start, 9 server did not start,",
            "  10 build failed, 11 cut off while stopping, 12 database unusable");

    /** @throws StartRefused for an option that is not known */
    public static Options parse(List<String> arguments) throws StartRefused {
        boolean demo = false;
        Task task = Task.SERVE;
        for (String argument : arguments) {
            switch (argument) {
                case "--demo" -> demo = true;
                case "--help", "-h" -> task = Task.HELP;
                case "--prepare" -> task = Task.PREPARE;
                case "--rehearse" -> task = Task.REHEARSE;
                default ->
                    throw new StartRefused(
                            ExitCode.USAGE, "unknown option " + argument + ". Known are --demo and --help.");
            }
        }
        return new Options(demo, task);
    }

    /** The text of {@code --help}. */
    public static String help() {
        return HELP;
    }
}
