package dev.sdpmcp.launcher.setting;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reader of settings files with lines of {@code NAME=VALUE}. Empty lines and lines that start with {@code #} are
 * skipped, and {@code export} before a name. Values may be in single or double quotes; after an unquoted value a blank
 * and {@code #} start a comment. The last line of a name counts. Nothing is expanded. Stateless.
 */
public final class DotEnv {

    private static final long MAX_FILE_BYTES = 1024 * 1024;
    private static final Pattern LINE = Pattern.compile("(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=\\s*(.*)");
    private static final Pattern QUOTED = Pattern.compile("'([^']*)'\\s*(#.*)?|\"([^\"]*)\"\\s*(#.*)?");

    private static final String OPTION = "--env";

    private DotEnv() {}

    /**
     * Reads a file; a missing one has no values.
     *
     * @throws StartRefused if the file cannot be read or a line is malformed; messages have the line number, not the
     *     line
     */
    public static Map<String, String> read(Path file) throws StartRefused {
        if (!Files.exists(file)) {
            return Map.of();
        }
        try {
            if (Files.size(file) > MAX_FILE_BYTES) {
                throw ExitCode.CONFIGURATION.refusal(file + " is larger than 1 MiB. Is it the right file?");
            }
            return parse(file, Files.readAllLines(file, StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw ExitCode.CONFIGURATION.refusal(file + " cannot be read ("
                    + unreadable.getClass().getSimpleName() + "). Make it a UTF-8 text file that this user may read.");
        }
    }

    private static Map<String, String> parse(Path file, List<String> lines) throws StartRefused {
        Map<String, String> values = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            Matcher assignment = LINE.matcher(line);
            if (assignment.matches()) {
                values.put(assignment.group(1), value(assignment.group(2)));
            } else {
                problems.add(file + " line " + number + " is malformed. Write NAME=VALUE, or # before a comment.");
            }
        }
        if (!problems.isEmpty()) {
            throw ExitCode.CONFIGURATION.refusal(problems);
        }
        return values;
    }

    private static String value(String written) {
        Matcher quoted = QUOTED.matcher(written);
        if (quoted.matches()) {
            return quoted.group(1) != null ? quoted.group(1) : quoted.group(3);
        }
        return written.startsWith("#")
                ? ""
                : written.replaceFirst("\\s+#.*$", "").strip();
    }

    /**
     * Takes the option {@code --env FILE} off the command line and makes FILE the settings file of {@link
     * InstallationLayout}.
     *
     * @return the other arguments
     * @throws StartRefused if the file is not given or does not exist
     */
    public static List<String> takeOption(List<String> arguments) throws StartRefused {
        int option = arguments.indexOf(OPTION);
        if (option < 0) {
            return arguments;
        }
        if (option + 1 == arguments.size()) {
            throw ExitCode.USAGE.refusal(OPTION + " needs the settings file as its argument.");
        }
        Path file = Path.of(arguments.get(option + 1)).toAbsolutePath();
        if (!Files.exists(file)) {
            throw ExitCode.CONFIGURATION.refusal(
                    "the settings file " + file + " does not exist. Create it from .env.sse.example, or name another"
                            + " one after " + OPTION + ".");
        }
        System.setProperty(InstallationLayout.DOT_ENV_PROPERTY, file.toString());
        List<String> others = new ArrayList<>(arguments.subList(0, option));
        others.addAll(arguments.subList(option + 2, arguments.size()));
        return others;
    }
}
