package dev.sdpmcp.upstream;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Query for the rows of a list: range, order, fields and conditions ({@code list_info} of the API). Immutable.
 *
 * @param startIndex of the first row, counted from 1
 * @param rowCount 1 to {@value #MAX_ROWS}
 * @param sortField null for the order of the API
 * @param fields of each row; empty for the default of the API
 * @param filter the name of a saved view; null for none
 * @param criteria must all hold
 * @param countAll whether to request the number of all rows
 */
public record ListQuery(
        int startIndex,
        int rowCount,
        @Nullable String sortField,
        boolean ascending,
        List<String> fields,
        @Nullable String filter,
        List<Criterion> criteria,
        boolean countAll) {

    /** The API refuses more in one page. */
    public static final int MAX_ROWS = 100;

    public ListQuery {
        if (startIndex < 1) {
            throw new IllegalArgumentException("the first row has index 1");
        }
        if (rowCount < 1 || rowCount > MAX_ROWS) {
            throw new IllegalArgumentException("a page has 1 to " + MAX_ROWS + " rows");
        }
        fields = List.copyOf(fields);
        criteria = List.copyOf(criteria);
    }

    /** The first rows, in the order of the API. */
    public static ListQuery first(int rowCount) {
        return new ListQuery(1, rowCount, null, true, List.of(), null, List.of(), false);
    }

    public ListQuery from(int index) {
        return new ListQuery(index, rowCount, sortField, ascending, fields, filter, criteria, countAll);
    }

    public ListQuery sortedBy(String field, boolean upwards) {
        return new ListQuery(startIndex, rowCount, field, upwards, fields, filter, criteria, countAll);
    }

    public ListQuery withFields(List<String> names) {
        return new ListQuery(startIndex, rowCount, sortField, ascending, names, filter, criteria, countAll);
    }

    public ListQuery withFilter(@Nullable String view) {
        return new ListQuery(startIndex, rowCount, sortField, ascending, fields, view, criteria, countAll);
    }

    public ListQuery where(Criterion criterion) {
        List<Criterion> more = new ArrayList<>(criteria);
        more.add(criterion);
        return where(more);
    }

    /** Replaces all criteria. */
    public ListQuery where(List<Criterion> all) {
        return new ListQuery(startIndex, rowCount, sortField, ascending, fields, filter, all, countAll);
    }

    /** Requests the number of all rows too. */
    public ListQuery counted() {
        return new ListQuery(startIndex, rowCount, sortField, ascending, fields, filter, criteria, true);
    }

    ObjectNode toJson() {
        ObjectNode info = JsonNodeFactory.instance.objectNode();
        info.put("row_count", rowCount).put("start_index", startIndex);
        if (sortField != null) {
            info.put("sort_field", sortField).put("sort_order", ascending ? "asc" : "desc");
        }
        if (!fields.isEmpty()) {
            ArrayNode names = info.putArray("fields_required");
            fields.forEach(names::add);
        }
        if (filter != null) {
            info.putObject("filter_by").put("name", filter);
        }
        if (!criteria.isEmpty()) {
            info.set("search_criteria", Criterion.allOf(criteria));
        }
        if (countAll) {
            info.put("get_total_count", true);
        }
        return info;
    }
}
