package dev.sdpmcp.desk.text;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The markers of list items, of the lists that are open. Not thread-safe. */
final class ItemMarkers {

    /** CommonMark takes nine digits. */
    private static final int MAX_NUMBER = 999_999_999;

    /** @param number of the next item; null for an unordered list */
    private record ItemList(@Nullable Integer number, boolean second) {

        boolean isLike(boolean ordered) {
            return (number != null) == ordered;
        }
    }

    /** The lists that are open, innermost first. */
    private final Deque<ItemList> open = new ArrayDeque<>();

    /** The list that ended last. */
    private @Nullable ItemList ended;

    /**
     * Begins a list. Its markers differ from those of the list before or around it that has no line between.
     *
     * @param start the attribute of that name, which counts for an ordered list
     * @param follows whether nothing was written since the last list ended
     * @param inside whether nothing was written since the item around it began
     */
    void beginList(String name, @Nullable String start, boolean follows, boolean inside) {
        boolean ordered = name.equals("ol");
        ItemList beside = inside ? open.peek() : follows ? ended : null;
        open.push(new ItemList(
                ordered ? number(start) : null, beside != null && beside.isLike(ordered) && !beside.second));
    }

    void endList() {
        ended = open.poll();
    }

    boolean isInList() {
        return !open.isEmpty();
    }

    /** The marker of the next item; one outside of lists is that of an unordered one. */
    String next() {
        ItemList list = open.poll();
        if (list == null) {
            return "* ";
        }
        Integer number = list.number;
        if (number == null) {
            open.push(list);
            return list.second ? "- " : "* ";
        }
        open.push(new ItemList(Math.min(number + 1, MAX_NUMBER), list.second));
        return number + (list.second ? ") " : ". ");
    }

    private static int number(@Nullable String start) {
        try {
            return start == null ? 1 : Math.max(0, Math.min(MAX_NUMBER, Integer.parseInt(start.strip())));
        } catch (NumberFormatException notANumber) {
            return 1;
        }
    }
}
