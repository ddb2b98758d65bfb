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
 * Boot commands of {@code domain-config} with their variables substituted, and the settings expected after them: Payara
 * only logs a failed command and goes on.
 */
final class BootCommands {

    /** Dotted names of the settings changed by the commands of post-boot.asadmin. */
    private static final Map<String, String> PREFIXES = Map.of(
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
        UnaryOperator<String> substituted = line -> {
            String result = line;
            for (Map.Entry<String, String> variable : variables.entrySet()) {
                result = result.replace("${ENV=" + variable.getKey() + "}", variable.getValue());
            }
            return result;
        };
        return new BootCommands(
                Files.readAllLines(file).stream().map(substituted).toList());
    }

    void write(Path file) throws IOException {
        Files.write(file, lines);
    }

    /** Expected values after the commands, by the dotted name of the setting. */
    Map<String, String> expected() {
        Map<String, String> expected = new LinkedHashMap<>();
        for (String line : lines) {
            List<String> words = List.of(line.strip().split("\\s+"));
            if (words.get(0).equals("set") && words.size() > 1) {
                int equals = words.get(1).indexOf('=');
                expected.put(words.get(1).substring(0, equals), words.get(1).substring(equals + 1));
            } else if (PREFIXES.containsKey(words.get(0))) {
                options(words).forEach(option -> expected.put(PREFIXES.get(words.get(0)) + option[0], option[1]));
            }
        }
        return expected;
    }

    /**
     * Whether a line of the output has exactly this value of the setting.
     *
     * @param answer output of {@code get}
     */
    static boolean hasValue(String answer, String name, String value) {
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
