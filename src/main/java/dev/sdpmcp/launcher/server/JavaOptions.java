package dev.sdpmcp.launcher.server;

import dev.sdpmcp.launcher.setting.ExitCode;
import dev.sdpmcp.launcher.setting.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The options of {@code SDP_JAVA_OPTS}, tried before a server is started with them; start-sse.sh does the same for its own. */
public final class JavaOptions {

    private static final int LIMIT_SECONDS = 60;
    private static final int LONGEST_ANSWER = 1_000;
    private static final String AS_EVERY_TIME = "Error: (Could not create the|A fatal exception).*";

    private JavaOptions() {}

    /**
     * Starts a JVM with them that does nothing.
     *
     * @param own those of the variable, which may hold a password and are not repeated
     * @throws StartRefused with what the JVM says, if it does not start
     */
    public static void check(ServerProgram program, List<String> own)
            throws StartRefused, IOException, InterruptedException {
        // one that waits for a debugger would wait here
        if (own.isEmpty() || own.stream().anyMatch(option -> option.contains("jdwp"))) {
            return;
        }
        List<String> words = new ArrayList<>(program.options(own));
        words.addAll(own);
        words.add("-version");
        Path answer = Files.createTempFile("sdp-mcp-java", ".txt");
        try {
            Process trial = new ProcessBuilder(ServerProgram.java(words))
                    .redirectErrorStream(true)
                    .redirectOutput(answer.toFile())
                    .start();
            if (!trial.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || trial.exitValue() != 0) {
                trial.destroyForcibly();
                throw new StartRefused(
                        ExitCode.CONFIGURATION,
                        "the JVM does not start with SDP_JAVA_OPTS (" + inOneLine(Files.readString(answer))
                                + "). Correct that variable.");
            }
        } finally {
            Files.delete(answer);
        }
    }

    private static String inOneLine(String answer) {
        String line = answer.lines()
                .filter(each -> !each.matches(AS_EVERY_TIME))
                .map(String::strip)
                .collect(Collectors.joining(" "));
        return line.length() <= LONGEST_ANSWER ? line : line.substring(0, LONGEST_ANSWER);
    }
}
