package dev.sdpmcp.launcher.setting;

import java.util.List;

/** The server cannot be started; the messages name the problems and their fixes, for the operator. */
public final class StartRefused extends Exception {

    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;
    private final transient List<String> messages;

    /** @param messages one line for each problem */
    StartRefused(ExitCode exitCode, List<String> messages) {
        super(String.join(System.lineSeparator(), messages));
        this.exitCode = exitCode;
        this.messages = List.copyOf(messages);
    }

    public ExitCode exitCode() {
        return exitCode;
    }

    public List<String> messages() {
        return messages;
    }
}
