package dev.sdpmcp.launcher.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The commands of {@code domain-config}, with their variables filled in, and what the server must say afterwards: Payara
 * reports a command that failed and goes on as if nothing had happened.
 */
final class BootCommands {

    /** Where the server keeps the values that the commands of post-boot.asadmin change. */
    private static final Map<String, String> CHANGED_BY_COMMAND = Map.of(
            "set-microprofile-healthcheck-configuration",
                    "configs.config.server-config.microprofile-healthcheck-configuration.",
            "set-metrics-configuration", "configs.config.server-config.microprofile-metrics-configuration.",
            "set-openapi-configuration", "configs.config.server-config.microprofile-openapi-configuration.");

    private final List<String> lines;

    private BootCommands(List<String> lines) {
        this.lines = List.copyOf(lines);
    }

    /** @param variables the values of {@code ${ENV=NAME}} */
    static BootCommands read(Path file, Map<String, String> variables) throws IOException {
        UnaryOperator<String> filled = line -> {
            String result = line;
            for (Map.Entry<String, String> variable : variables.entrySet()) {
                result = result.replace("${ENV=" + variable.getKey() + "}", variable.getValue());
            }
            return result;
        };
        return new BootCommands(Files.readAllLines(file).stream().map(filled).toList());
    }

    void write(Path file) throws IOException {
        Files.write(file, lines);
    }

    /** Dotted names of the server's settings, with the value that each must have once the commands ran. */
    Map<String, String> expected() {
        Map<String, String> expected = new LinkedHashMap<>();
        for (String line : lines) {
            List<String> words = List.of(line.strip().split("\\s+"));
            if (words.get(0).equals("set") && words.size() > 1) {
                int equals = words.get(1).indexOf('=');
                expected.put(words.get(1).substring(0, equals), words.get(1).substring(equals + 1));
            } else if (CHANGED_BY_COMMAND.containsKey(words.get(0))) {
                options(words)
                        .forEach(option -> expected.put(CHANGED_BY_COMMAND.get(words.get(0)) + option[0], option[1]));
            }
        }
        return expected;
    }

    /**
     * Whether one line of the server's answer gives this setting this value, and no longer one.
     *
     * @param answer to {@code get}
     */
    static boolean says(String answer, String name, String value) {
        return answer.lines().anyMatch(line -> line.strip().endsWith(name + "=" + value));
    }

    private static List<String[]> options(List<String> words) {
        List<String[]> options = new ArrayList<>();
        for (String word : words.subList(1, words.size())) {
            int equals = word.indexOf('=');
            if (word.startsWith("--") && equals > 0) {
                options.add(new String[] {word.substring(2, equals), word.substring(equals + 1)});
            }
        }
        return options;
    }
}
