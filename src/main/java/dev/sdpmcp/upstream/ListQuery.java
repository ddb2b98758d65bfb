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
 * @param sortFields the first decides, the next between records that have the same there; empty for the order of the API
 * @param ascending the direction of all of them
 * @param fields of each row; empty for the default of the API
 * @param filter the name of a saved view; null for none
 * @param criteria must all hold
 * @param countAll whether to request the number of all rows
 */
public record ListQuery(
        int startIndex,
        int rowCount,
        List<String> sortFields,
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
        sortFields = List.copyOf(sortFields);
        fields = List.copyOf(fields);
        criteria = List.copyOf(criteria);
    }

    /** The first rows, in the order of the API. */
    public static ListQuery first(int rowCount) {
        return new ListQuery(1, rowCount, List.of(), true, List.of(), null, List.of(), false);
    }

    public ListQuery from(int index) {
        return new ListQuery(index, rowCount, sortFields, ascending, fields, filter, criteria, countAll);
    }

    public ListQuery rows(int count) {
        return new ListQuery(startIndex, count, sortFields, ascending, fields, filter, criteria, countAll);
    }

    public ListQuery sortedBy(String field, boolean upwards) {
        return sortedBy(List.of(field), upwards);
    }

    public ListQuery sortedBy(List<String> names, boolean upwards) {
        return new ListQuery(startIndex, rowCount, names, upwards, fields, filter, criteria, countAll);
    }

    public ListQuery withFields(List<String> names) {
        return new ListQuery(startIndex, rowCount, sortFields, ascending, names, filter, criteria, countAll);
    }

    public ListQuery withFilter(@Nullable String view) {
        return new ListQuery(startIndex, rowCount, sortFields, ascending, fields, view, criteria, countAll);
    }

    public ListQuery where(Criterion criterion) {
        List<Criterion> more = new ArrayList<>(criteria);
        more.add(criterion);
        return where(more);
    }

    /** Replaces all criteria. */
    public ListQuery where(List<Criterion> all) {
        return new ListQuery(startIndex, rowCount, sortFields, ascending, fields, filter, all, countAll);
    }

    /** Requests the number of all rows too. */
    public ListQuery counted() {
        return new ListQuery(startIndex, rowCount, sortFields, ascending, fields, filter, criteria, true);
    }

    ObjectNode toJson() {
        ObjectNode info = JsonNodeFactory.instance.objectNode();
        info.put("row_count", rowCount).put("start_index", startIndex);
        String order = ascending ? "asc" : "desc";
        if (sortFields.size() == 1) {
            info.put("sort_field", sortFields.getFirst()).put("sort_order", order);
        } else if (!sortFields.isEmpty()) {
            ArrayNode sorts = info.putArray("sort_fields");
            sortFields.forEach(name -> sorts.addObject().put("field", name).put("order", order));
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
