package dev.sdpmcp.simulator.module;

import static dev.sdpmcp.simulator.model.Field.free;
import static dev.sdpmcp.simulator.model.Field.lookup;
import static dev.sdpmcp.simulator.model.Field.moment;
import static dev.sdpmcp.simulator.model.Field.text;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.simulator.model.Draft;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.Field;
import dev.sdpmcp.simulator.model.ModuleDefinition;
import dev.sdpmcp.simulator.model.ModuleDefinition.Verb;
import dev.sdpmcp.simulator.model.Portal;
import dev.sdpmcp.simulator.wire.Json;
import java.util.List;
import java.util.Set;

/**
 * History of requests: one row for each change, the newest {@value #MAX_ROWS} of each request; and the time of the
 * first response.
 */
public final class History {
    static final String MODULE = "history_entry";

    private static final int MAX_ROWS = 200;
    private static final String REQUEST = RequestModule.REQUEST;
    private static final Set<String> UNREMARKABLE = Set.of("last_updated_time", "editor", "is_read", "display_id");

    private History() {}

    static ModuleDefinition definition() {
        return ModuleDefinition.called(MODULE, "history")
                .fields(text("operation"), lookup("performed_by", PeopleModules.USER), moment("performed_on"))
                .fields(free("diff"), lookup(REQUEST, REQUEST))
                .sortedBy("performed_on", true)
                .verbs(Verb.LIST, Verb.GET)
                .build();
    }

    /** Adds a row with what a draft changed in a request. */
    static void record(Draft draft, Entity request, String operation) {
        ArrayNode diff = Json.array();
        ModuleDefinition requests = draft.portal().catalogue().named(REQUEST);
        draft.changed()
                .filter(name -> !draft.isNew() && !UNREMARKABLE.contains(name))
                .map(requests.fields()::get)
                .forEach(field -> diff.add(difference(draft, request, field)));
        put(draft, request.id(), operation, diff);
    }

    /** Adds a row about a record that is below a request; nothing if it is below another record. */
    static void record(Draft draft, String requestId, String operation) {
        if (!requestId.isEmpty()) {
            put(draft, requestId, operation, Json.array());
        }
    }

    private static void put(Draft draft, String requestId, String operation, ArrayNode diff) {
        long now = draft.now().longValue();
        put(draft.portal(), requestId, draft.actor().userId(), operation, diff, now);
    }

    /** Adds a row with any time, for the initial data. */
    public static void put(
            Portal portal, String requestId, String userId, String operation, ArrayNode diff, long moment) {
        List<Entity> rows = portal.linked(MODULE, REQUEST, requestId);
        if (rows.size() >= MAX_ROWS) {
            portal.remove(portal.catalogue().named(MODULE), rows.getFirst());
        }
        ObjectNode row = Json.object()
                .put("operation", operation)
                .put("performed_by", userId)
                .put("performed_on", moment)
                .put(REQUEST, requestId);
        portal.add(MODULE, row.set("diff", diff));
    }

    /** Sets the time of the first response to now, unless it is set. */
    static void markFirstResponse(Draft draft, String requestId) {
        Entity request = draft.portal().find(REQUEST, requestId);
        if (request != null && request.get("responded_time").isNull()) {
            draft.portal().put(REQUEST, request.with(Json.object().set("responded_time", draft.now())));
        }
    }

    private static ObjectNode difference(Draft draft, Entity after, Field field) {
        Entity before = draft.before();
        ObjectNode row = Json.object().put("field", field.name());
        row.set("previous_value", before == null ? null : field.show(draft.portal(), before));
        row.set("current_value", field.show(draft.portal(), after));
        return row;
    }
}
