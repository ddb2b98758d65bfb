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
 * A file of {@code NAME=VALUE} lines. Empty lines and lines that begin with {@code #} are skipped; {@code export} before
 * a name is allowed; a value may stand between single or double quotes, which are taken off; after an unquoted value a
 * blank and {@code #} begin a comment. The last line of a name counts. Nothing is expanded.
 */
public final class DotEnv {

    private static final long LARGEST_FILE = 1024 * 1024;
    private static final Pattern LINE = Pattern.compile("(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=\\s*(.*)");
    private static final Pattern QUOTED = Pattern.compile("'([^']*)'\\s*(#.*)?|\"([^\"]*)\"\\s*(#.*)?");

    private DotEnv() {}

    /**
     * Reads the file; one that does not exist has no values.
     *
     * @throws StartRefused if it cannot be read or a line is not understood; lines are told by number, never shown
     */
    public static Map<String, String> read(Path file) throws StartRefused {
        if (!Files.exists(file)) {
            return Map.of();
        }
        try {
            if (Files.size(file) > LARGEST_FILE) {
                throw new StartRefused(ExitCode.CONFIGURATION, file + " is larger than 1 MiB. Is it the right file?");
            }
            return parse(file, Files.readAllLines(file, StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new StartRefused(
                    ExitCode.CONFIGURATION,
                    file + " cannot be read (" + unreadable.getClass().getSimpleName()
                            + "). Make it a UTF-8 text file that this user may read.");
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
                problems.add(file + " line " + number + " is not understood. Write NAME=VALUE, or # before a comment.");
            }
        }
        if (!problems.isEmpty()) {
            throw new StartRefused(ExitCode.CONFIGURATION, problems);
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
}
