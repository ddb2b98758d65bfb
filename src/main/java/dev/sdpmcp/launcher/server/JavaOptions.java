package dev.sdpmcp.launcher.server;

import dev.sdpmcp.launcher.setting.ExitCode;
import dev.sdpmcp.launcher.setting.StartRefused;
import dev.sdpmcp.text.Excerpt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Check of {@code SDP_JAVA_OPTS} before a server is started with them, as in start-sse.sh. Stateless. */
public final class JavaOptions {

    private static final int TIMEOUT_SECONDS = 60;
    private static final int MAX_OUTPUT = 1_000;
    private static final String BOILERPLATE = "Error: (Could not create the|A fatal exception).*";

    private JavaOptions() {}

    /**
     * Starts a JVM with the options and {@code -version}.
     *
     * @param own options of the variable; not logged, since they may contain a password
     * @throws StartRefused with the output of the JVM, if it does not start
     */
    public static void check(ServerProgram program, List<String> own)
            throws StartRefused, IOException, InterruptedException {
        // a JVM that waits for a debugger would block
        if (own.isEmpty() || own.stream().anyMatch(option -> option.contains("jdwp"))) {
            return;
        }
        List<String> command = new ArrayList<>(program.options(own));
        command.addAll(own);
        command.add("-version");
        Path output = Files.createTempFile("sdp-mcp-java", ".txt");
        try {
            Process trial = new ProcessBuilder(ServerProgram.java(command))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!trial.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS) || trial.exitValue() != 0) {
                trial.destroyForcibly();
                throw new StartRefused(
                        ExitCode.CONFIGURATION,
                        "the JVM does not start with SDP_JAVA_OPTS (" + inOneLine(Files.readString(output))
                                + "). Correct that variable.");
            }
        } finally {
            Files.delete(output);
        }
    }

    private static String inOneLine(String output) {
        String line = output.lines()
                .filter(each -> !each.matches(BOILERPLATE))
                .map(String::strip)
                .collect(Collectors.joining(" "));
        return Excerpt.start(line, MAX_OUTPUT);
    }
}
