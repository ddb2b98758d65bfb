package dev.sdpmcp.config.reading;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Detection of unknown variables with a prefix of this server, which are usually typing errors. Stateless. */
public final class UnknownVariables {

    private static final List<String> OUR_PREFIXES = List.of("SDP_", "SSE_");

    private UnknownVariables() {}

    /** One warning for each unknown name with a prefix of this server, with the most similar known variable. */
    public static List<String> warnings(Collection<String> names) {
        return names.stream()
                .filter(UnknownVariables::isOurs)
                .filter(name -> !ConfigurationKey.variables().contains(name))
                .sorted()
                .map(name -> "unknown variable " + name + hint(name))
                .toList();
    }

    /** Whether the name has a prefix of this server. */
    public static boolean isOurs(String name) {
        return OUR_PREFIXES.stream().anyMatch(name::startsWith);
    }

    private static String hint(String name) {
        String setting = name.replaceFirst(ConfigurationKey.FILE_SUFFIX + "$", "");
        if (ConfigurationKey.variables().contains(setting)) {
            return ": only secrets are read from files, so set " + setting + " itself";
        }
        return nearest(name).map(known -> ": did you mean " + known + "?").orElse("");
    }

    /** The known name with the smallest edit distance, if that is at most a third of its length. */
    static Optional<String> nearest(String name) {
        return ConfigurationKey.variables().stream()
                .min(Comparator.comparingInt(known -> edits(name, known)))
                .filter(known -> edits(name, known) <= known.length() / 3);
    }

    /** The Levenshtein distance, computed with two rows of the matrix. */
    private static int edits(String from, String to) {
        int[] above = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            above[column] = column;
        }
        for (int row = 1; row <= from.length(); row++) {
            int[] current = new int[to.length() + 1];
            current[0] = row;
            for (int column = 1; column <= to.length(); column++) {
                int replaced = above[column - 1] + (from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1);
                current[column] = Math.min(replaced, 1 + Math.min(above[column], current[column - 1]));
            }
            above = current;
        }
        return above[to.length()];
    }
}
