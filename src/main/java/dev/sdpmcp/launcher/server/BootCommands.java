package dev.sdpmcp.launcher.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Boot commands of {@code domain-config} with their variables substituted, and the settings expected after them: Payara
 * only logs a failed command and goes on.
 */
record BootCommands(List<String> lines) {

    /** Dotted names of the settings changed by the commands of post-boot.asadmin. */
    private static final Map<String, String> PREFIXES = Map.of(
            "set-microprofile-healthcheck-configuration",
                    "configs.config.server-config.microprofile-healthcheck-configuration.",
            "set-metrics-configuration", "configs.config.server-config.microprofile-metrics-configuration.",
            "set-openapi-configuration", "configs.config.server-config.microprofile-openapi-configuration.");

    BootCommands {
        lines = List.copyOf(lines);
    }

    /** @param variables the values of {@code ${ENV=NAME}} */
    static BootCommands read(Path file, Map<String, String> variables) throws IOException {
        List<String> lines = Files.readAllLines(file);
        variables.forEach((name, value) -> lines.replaceAll(line -> line.replace("${ENV=" + name + "}", value)));
        return new BootCommands(lines);
    }

    void write(Path file) throws IOException {
        Files.write(file, lines);
    }

    /** Expected values after the commands, by the dotted name of the setting. */
    Map<String, String> expected() {
        Map<String, String> expected = new LinkedHashMap<>();
        for (String line : lines) {
            List<String> words = List.of(line.strip().split("\\s+"));
            String prefix = words.get(0).equals("set") ? "" : PREFIXES.get(words.get(0));
            if (prefix != null) {
                words.stream()
                        .skip(1)
                        .map(word -> word.replaceFirst("^--", "").split("=", 2))
                        .filter(option -> option.length == 2)
                        .forEach(option -> expected.put(prefix + option[0], option[1]));
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
}
