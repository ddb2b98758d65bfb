package dev.sdpmcp.simulator.listing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.simulator.listing.ListQuery.Window;
import dev.sdpmcp.simulator.model.Actor;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.ModuleDefinition;
import dev.sdpmcp.simulator.model.ModuleDefinition.SavedView;
import dev.sdpmcp.simulator.model.Portal;
import dev.sdpmcp.simulator.setting.Switch;
import dev.sdpmcp.simulator.wire.ApiFailure;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;

/** Reads {@code list_info} for one module. */
public record ListQueryReader(Portal portal, Actor actor, ModuleDefinition definition) {
    private static final int DEFAULT_ROWS = 10;
    private static final int MAX_ROWS = 100;
    private static final Set<String> KEYS = Set.of("""
            row_count start_index page sort_field sort_order sort_fields get_total_count fields_required
            search_fields search_criteria filter_by""".split("\\s"));

    /**
     * Understands one {@code list_info}.
     *
     * @throws ApiFailure if it has unknown keys, fields or conditions, or values out of range
     */
    public ListQuery read(ObjectNode listInfo) {
        ApiFailure.refuseOtherKeys(listInfo, KEYS);
        return new ListQuery(
                window(listInfo),
                filter(listInfo),
                RowOrder.read(portal, definition, listInfo),
                fields(listInfo.path("fields_required")),
                listInfo.path("get_total_count").asBoolean(false),
                listInfo);
    }

    private Window window(ObjectNode listInfo) {
        int count = number(listInfo, "row_count", DEFAULT_ROWS, 1);
        if (count > MAX_ROWS && !portal.switches().on(Switch.CLAMP_ROW_COUNT)) {
            throw ApiFailure.invalid("row_count", "Invalid Input: at most " + MAX_ROWS);
        }
        int rows = Math.min(count, MAX_ROWS);
        if (listInfo.hasNonNull("page") && !listInfo.hasNonNull("start_index")) {
            int page = number(listInfo, "page", 1, 1);
            int start = (int) Math.min(Integer.MAX_VALUE, (page - 1L) * rows + 1);
            return new Window(start, rows, page);
        }
        return new Window(Math.max(1, number(listInfo, "start_index", 1, 0)), rows, 0);
    }

    private Predicate<Entity> filter(ObjectNode listInfo) {
        Predicate<Entity> all = entity -> true;
        if (listInfo.hasNonNull("search_criteria")) {
            all = all.and(new CriteriaReader(portal, definition).read(listInfo.path("search_criteria")));
        }
        if (listInfo.hasNonNull("search_fields")) {
            all = all.and(new CriteriaReader(portal, definition).readFields(listInfo.path("search_fields")));
        }
        if (listInfo.hasNonNull("filter_by")) {
            all = all.and(view(listInfo.path("filter_by").path("name").asText()));
        }
        return all;
    }

    private Predicate<Entity> view(String name) {
        SavedView view = definition.views().get(name);
        if (view == null) {
            throw ApiFailure.invalid("filter_by", "Value not present");
        }
        return view.apply(portal, actor);
    }

    private Collection<String> fields(JsonNode required) {
        if (required.isMissingNode() || required.isNull()) {
            return definition.rowFields();
        }
        if (!required.isArray()) {
            throw ApiFailure.mismatch("fields_required", "give an array");
        }
        Set<String> names = new LinkedHashSet<>();
        names.add("id");
        for (JsonNode name : required) {
            String root = name.asText().split("\\.", 2)[0];
            if (!definition.fields().containsKey(root)) {
                throw ApiFailure.invalid("fields_required", "EXTRA_VALUE_FOUND_IN_JSONARRAY");
            }
            names.add(root);
        }
        return names;
    }

    private static int number(ObjectNode listInfo, String key, int unlessGiven, int least) {
        JsonNode given = listInfo.path(key);
        if (given.isMissingNode() || given.isNull()) {
            return unlessGiven;
        }
        try {
            int value = Integer.parseInt(given.asText());
            if (value >= least) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw ApiFailure.invalid(key, "Unable to parse the given data for " + key);
        }
        throw ApiFailure.invalid(key, "Invalid Input: " + least + " or more");
    }
}
