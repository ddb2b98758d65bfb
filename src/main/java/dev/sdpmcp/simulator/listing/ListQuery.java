package dev.sdpmcp.simulator.listing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.ModuleDefinition;
import dev.sdpmcp.simulator.model.Portal;
import dev.sdpmcp.simulator.wire.Envelope;
import dev.sdpmcp.simulator.wire.Json;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * One {@code list_info}, understood by {@link ListQueryReader}; the echo is the input of the caller, for the answer.
 */
public record ListQuery(
        Window window,
        Predicate<Entity> filter,
        Comparator<Entity> order,
        Collection<String> fields,
        boolean totalWanted,
        ObjectNode echo) {

    /** A part of the rows: index of the first one, from 1, their number at most, and the page asked for, or 0. */
    public record Window(int start, int count, int page) {}

    /** The answer with the selected rows. */
    public ObjectNode answer(Portal portal, ModuleDefinition definition, Collection<Entity> records) {
        List<Entity> matching = matching(definition, records);
        int from = Math.min(window.start() - 1, matching.size());
        int to = Math.min(from + window.count(), matching.size());
        ArrayNode rows = Json.array();
        matching.subList(from, to).forEach(entity -> rows.add(definition.show(portal, entity, fields)));
        ObjectNode info = echo.deepCopy()
                .put("has_more_rows", to < matching.size())
                .put("row_count", rows.size())
                .put("start_index", window.start());
        if (window.page() > 0) {
            info.put("page", window.page());
        }
        if (totalWanted) {
            info.put("total_count", matching.size());
        }
        return Envelope.list(definition.plural(), rows, info);
    }

    /** The number of records without a window. */
    public int count(ModuleDefinition definition, Collection<Entity> records) {
        return matching(definition, records).size();
    }

    private List<Entity> matching(ModuleDefinition definition, Collection<Entity> records) {
        return records.stream()
                .filter(filter.and(definition.hidden().negate()))
                .sorted(order)
                .toList();
    }
}
