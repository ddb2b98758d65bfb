package dev.sdpmcp.desk.module.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.desk.Paging;
import dev.sdpmcp.tool.ToolFailure;
import dev.sdpmcp.upstream.Criterion;
import dev.sdpmcp.upstream.HelpDesk;
import dev.sdpmcp.upstream.ListQuery;
import dev.sdpmcp.upstream.Page;
import dev.sdpmcp.upstream.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a part of a list, from a position or by the number of a page. What a position promises is said there; pages are for
 * people, and rows move between them while the list changes. Thread-safe.
 *
 * <p>Texts are the one order that the API cannot go on in. All records that match are read then, in order of creation, and
 * sorted here, up to {@value #MAX_SORTED}. Where more match there are only pages.
 */
record ListReader(HelpDesk helpDesk, ResourceType type) {

    /** Five calls of ServiceDesk Plus. */
    static final int MAX_SORTED = 500;

    /**
     * Rows of a list.
     *
     * @param hasMore whether there are rows after these
     * @param total rows from the position on, of pages rows in all; null if the API did not return it
     * @param from the position that these rows follow; null if the list cannot be gone on with from a position
     * @param isFirstPage whether the list begins with these rows, or they follow a position
     */
    record Rows(
            List<JsonNode> rows,
            boolean hasMore,
            @Nullable Integer total,
            @Nullable Position from,
            boolean isFirstPage) {}

    /**
     * Reads.
     *
     * @param query fields and conditions
     * @param from after {@link Position#start} only on page 1
     */
    Rows read(ListQuery query, Position from, Paging paging) {
        ListQuery sorted =
                query.sortedBy(from.order().fields(), from.order().ascending()).counted();
        if (from.order().kind() == ListOrder.Kind.TEXT) {
            Optional<Rows> all = everything(sorted);
            if (all.isPresent()) {
                return sorted(all.get().rows(), from, paging);
            }
            if (!from.isStart()) {
                throw new ToolFailure("More than " + MAX_SORTED + " match now, too many to go on by "
                        + from.order().field() + ". Sort by created_time and begin at the start.");
            }
            return page(sorted, paging);
        }
        return paging.page() == 1 ? after(sorted, from, paging.size()) : page(sorted, paging);
    }

    private Rows page(ListQuery query, Paging paging) {
        Page page = helpDesk.list(type, query.rows(paging.size()).from(paging.startIndex()));
        return new Rows(page.rows(), page.hasMore(), page.total(), null, paging.page() == 1);
    }

    /** One row more than is wanted is read, since the last one that was given matches too if it was not changed. */
    private Rows after(ListQuery query, Position from, int size) {
        List<Criterion> criteria = new ArrayList<>(query.criteria());
        criteria.addAll(from.criteria());
        int given = from.isStart() ? 0 : 1;
        ListQuery next = query.where(criteria).rows(Math.min(size + given, ListQuery.MAX_ROWS));
        int known = 0;
        while (true) {
            Page page = helpDesk.list(type, next);
            List<JsonNode> found = page.rows().stream().filter(from::isBefore).toList();
            known += page.rows().size() - found.size();
            if (!found.isEmpty() || !page.hasMore() || page.rows().isEmpty()) {
                Integer total = page.total() == null ? null : Integer.valueOf(page.total() - known);
                return new Rows(
                        found.subList(0, Math.min(size, found.size())),
                        page.hasMore() || found.size() > size,
                        total,
                        from,
                        true);
            }
            next = next.rows(ListQuery.MAX_ROWS)
                    .from(next.startIndex() + page.rows().size());
        }
    }

    /** Empty if it is too much. */
    private Optional<Rows> everything(ListQuery query) {
        ListOrder order = ListOrder.byCreation(true);
        ListQuery byAge = query.sortedBy(order.fields(), true);
        List<JsonNode> all = new ArrayList<>();
        Position reached = Position.start(order);
        while (true) {
            Rows some = after(byAge, reached, ListQuery.MAX_ROWS);
            all.addAll(some.rows());
            boolean tooMany = some.total() == null
                    ? all.size() > MAX_SORTED
                    : all.size() - some.rows().size() + some.total() > MAX_SORTED;
            if (tooMany) {
                return Optional.empty();
            }
            if (!some.hasMore() || some.rows().isEmpty()) {
                return Optional.of(new Rows(all, false, all.size(), null, true));
            }
            reached = reached.after(some.rows());
        }
    }

    private static Rows sorted(List<JsonNode> all, Position from, Paging paging) {
        List<JsonNode> following = all.stream()
                .filter(from::isBefore)
                .sorted(from.order().ofTexts())
                .toList();
        int start = Math.min(paging.startIndex() - 1, following.size());
        int end = Math.min(start + paging.size(), following.size());
        boolean first = paging.page() == 1;
        return new Rows(
                following.subList(start, end), end < following.size(), following.size(), first ? from : null, first);
    }
}
