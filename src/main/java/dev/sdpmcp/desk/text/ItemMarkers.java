package dev.sdpmcp.desk.text;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The markers of list items, of the lists that are open. Not thread-safe. */
final class ItemMarkers {

    /** CommonMark takes nine digits. */
    private static final int MAX_NUMBER = 999_999_999;

    private static final int UNORDERED = -1;

    /** The number of the next item of each list, innermost first. */
    private final Deque<Integer> next = new ArrayDeque<>();

    /** @param start the attribute of that name, which counts for an ordered list */
    void beginList(String name, @Nullable String start) {
        next.push(name.equals("ol") ? number(start) : UNORDERED);
    }

    void endList() {
        next.poll();
    }

    boolean isInList() {
        return !next.isEmpty();
    }

    /** The marker of the next item; one outside of lists is that of an unordered one. */
    String next() {
        Integer number = next.poll();
        if (number == null) {
            return "* ";
        }
        next.push(number == UNORDERED || number == MAX_NUMBER ? number : number + 1);
        return number == UNORDERED ? "* " : number + ". ";
    }

    private static int number(@Nullable String start) {
        try {
            return start == null ? 1 : Math.max(0, Math.min(MAX_NUMBER, Integer.parseInt(start.strip())));
        } catch (NumberFormatException notANumber) {
            return 1;
        }
    }
}
