package dev.sdpmcp.tool.shape;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses which known name was meant by an unknown one. */
public final class NearestName {

    /** Longer names are not compared: the cost grows with the product of the lengths, and one side is the client's. */
    private static final int MAX_LENGTH = 64;

    private NearestName() {}

    /** @return the known name that differs least, if at most a third of it differs */
    public static Optional<String> of(String unknown, Collection<String> known) {
        if (unknown.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        return known.stream()
                .filter(name -> distance(plain(unknown), plain(name)) <= Math.max(1, name.length() / 3))
                .min(Comparator.<String>comparingInt(name -> distance(plain(unknown), plain(name)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** {@code requestId}, {@code request-id} and {@code request_id} are the same slip. */
    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "").replace(" ", "");
    }

    /** Levenshtein's distance, with one row of the table at a time. */
    private static int distance(String left, String right) {
        int[] row = new int[right.length() + 1];
        for (int column = 0; column < row.length; column++) {
            row[column] = column;
        }
        for (int line = 1; line <= left.length(); line++) {
            int diagonal = row[0];
            row[0] = line;
            for (int column = 1; column < row.length; column++) {
                int replaced = diagonal + (left.charAt(line - 1) == right.charAt(column - 1) ? 0 : 1);
                diagonal = row[column];
                row[column] = Math.min(replaced, 1 + Math.min(diagonal, row[column - 1]));
            }
        }
        return row[right.length()];
    }
}
