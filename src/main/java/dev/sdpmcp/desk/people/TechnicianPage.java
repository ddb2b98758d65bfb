package dev.sdpmcp.desk.people;

import dev.sdpmcp.desk.Cursor;
import dev.sdpmcp.desk.Paging;
import dev.sdpmcp.text.Excerpt;
import dev.sdpmcp.tool.CuttableResult;
import dev.sdpmcp.tool.ToolFailure;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Some of the technicians, by name; it goes on after the last one that is given, also when the kept list was read again
 * meanwhile. Immutable.
 *
 * @param people those that were asked for
 * @param total all that match; null if that is unknown
 * @param positioned whether the list can be gone on with from a position
 */
record TechnicianPage(
        List<Technician> people,
        @Nullable Integer total,
        boolean hasMore,
        boolean positioned,
        @Nullable String note,
        String digest)
        implements CuttableResult<TechnicianList> {

    private static final Comparator<Technician> ORDER =
            Comparator.comparing(TechnicianPage::key).thenComparing(Technician::id);
    private static final int KEY_CHARACTERS = 60;

    /**
     * The technicians after a cursor, or on a page.
     *
     * @param matching all of them that are meant
     * @param query what they were looked for with
     */
    static TechnicianPage of(
            TechnicianRoll roll, List<Technician> matching, @Nullable String cursor, Paging paging, String query) {
        String digest = Cursor.digest(Stream.of("technicians", query));
        boolean positioned = cursor != null && !cursor.isBlank();
        if (positioned && paging.page() > 1) {
            throw new ToolFailure("Give cursor or page, not both.");
        }
        Stream<Technician> sorted = matching.stream().sorted(ORDER);
        List<Technician> following =
                (cursor != null && positioned ? sorted.filter(after(cursor, digest)) : sorted).toList();
        int start = Math.min(paging.startIndex() - 1, following.size());
        int end = Math.min(start + paging.size(), following.size());
        return new TechnicianPage(
                following.subList(start, end),
                roll.complete() ? Integer.valueOf(matching.size()) : null,
                end < following.size(),
                paging.page() == 1,
                roll.note(),
                digest);
    }

    private static Predicate<Technician> after(String cursor, String digest) {
        List<String> last = Cursor.parts(cursor, digest);
        if (last.size() != 2) {
            throw Cursor.wrong(null);
        }
        return person -> {
            int byName = key(person).compareTo(last.getFirst());
            return byName > 0 || (byName == 0 && person.id().compareTo(last.getLast()) > 0);
        };
    }

    private static String key(Technician person) {
        String name = person.name().toLowerCase(Locale.ROOT);
        return Excerpt.start(name, KEY_CHARACTERS);
    }

    @Override
    public int size() {
        return people.size();
    }

    @Override
    public int leastSize() {
        return Math.min(1, people.size());
    }

    @Override
    public TechnicianList ofSize(int size) {
        List<Technician> shown = people.subList(0, size);
        boolean cut = size < people.size();
        boolean more = hasMore || cut;
        Optional<String> next = more && positioned
                ? Cursor.of(
                        digest, List.of(key(shown.getLast()), shown.getLast().id()))
                : Optional.empty();
        String left = "Only " + size + " of " + people.size() + " fit into one answer: "
                + (next.isPresent() ? "go on with next." : "leave page out and go on with next.");
        String all =
                Stream.of(note, cut ? left : null).filter(each -> each != null).collect(Collectors.joining(". "));
        return new TechnicianList(size, total, more, next.orElse(null), shown, all.isEmpty() ? null : all);
    }
}
