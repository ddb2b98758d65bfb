package dev.sdpmcp.simulator.module;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.simulator.model.Action;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.ModuleDefinition.Child;
import dev.sdpmcp.simulator.model.Portal;
import dev.sdpmcp.simulator.wire.ApiFailure;
import dev.sdpmcp.simulator.wire.Envelope;
import dev.sdpmcp.simulator.wire.InnerCode;
import dev.sdpmcp.simulator.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Links between requests, and merging. A link is seen from both ends, and ends with either of them. A request that was
 * merged is gone; what was below it is below the other one.
 */
final class RequestRelations {
    private static final String REQUEST = RequestModule.REQUEST;
    private static final String MERGE = "merge_requests";
    private static final String LINK = "link_requests";
    private static final String LINKED = "linked_request";
    private static final String COMMENTS = "comments";

    /** Key in the stored values of a request, no field of it: comments by the id of the linked request. */
    private static final String STORED = "_links";

    private RequestRelations() {}

    static List<Action> actions() {
        return List.of(
                new Action("PUT", MERGE, Action.UNWRAPPED, RequestRelations::merge),
                new Action("GET", LINK, "list_info", RequestRelations::list),
                new Action("POST", LINK, Action.UNWRAPPED, RequestRelations::link),
                new Action("DELETE", LINK, Action.UNWRAPPED, RequestRelations::unlink));
    }

    /** Whether a request has links. */
    static boolean hasLinks(Portal portal, Entity request) {
        return ends(portal, request).findAny().isPresent();
    }

    private static Stream<Entity> ends(Portal portal, Entity request) {
        return request.get(STORED)
                .propertyStream()
                .flatMap(link -> Stream.ofNullable(portal.find(REQUEST, link.getKey())))
                .filter(end -> !Trash.holds(end));
    }

    private static ObjectNode list(Action.Call call) {
        ArrayNode rows = Json.array();
        ends(call.portal(), call.target()).forEach(end -> {
            ObjectNode row = Json.object();
            row.set(LINKED, call.definition().showAsLookup(call.portal(), end));
            row.set(COMMENTS, call.target().get(STORED).path(end.id()));
            rows.add(row);
        });
        return Envelope.list(
                LINK, rows, Json.object().put("has_more_rows", false).put("row_count", rows.size()));
    }

    private static ObjectNode link(Action.Call call) {
        List<ObjectNode> rows = rows(call, LINK, Set.of(LINKED, COMMENTS));
        List<Entity> ends =
                rows.stream().map(row -> named(call, row.path(LINKED))).toList();
        for (int at = 0; at < rows.size(); at++) {
            String comments = rows.get(at).path(COMMENTS).asText("");
            put(call.portal(), call.target().id(), ends.get(at).id(), comments);
            put(call.portal(), ends.get(at).id(), call.target().id(), comments);
        }
        return recorded(call, "LINK", "linked successfully.");
    }

    private static ObjectNode unlink(Action.Call call) {
        List<Entity> ends = rows(call, LINK, Set.of(LINKED, COMMENTS)).stream()
                .map(row -> named(call, row.path(LINKED)))
                .toList();
        for (Entity end : ends) {
            if (!call.target().get(STORED).has(end.id())) {
                throw ApiFailure.invalid(LINKED, "The requests are not linked");
            }
        }
        for (Entity end : ends) {
            remove(call.portal(), call.target().id(), end.id());
            remove(call.portal(), end.id(), call.target().id());
        }
        return recorded(call, "UNLINK", "unlinked successfully.");
    }

    private static ObjectNode merge(Action.Call call) {
        List<Entity> others = rows(call, MERGE, Set.of("id")).stream()
                .map(row -> named(call, row))
                .toList();
        for (Entity other : others) {
            for (Child child : call.definition().children()) {
                if (call.portal().catalogue().named(child.module()).source() == null) {
                    moveDown(call.portal(), child, other, call.target());
                }
            }
            call.portal()
                    .remove(
                            call.definition(),
                            other,
                            "The request has been merged with the request "
                                    + call.target().text("display_id"));
        }
        return recorded(call, "MERGE", "merged successfully.");
    }

    private static void moveDown(Portal portal, Child child, Entity from, Entity to) {
        portal.linked(child.module(), child.link(), from.id())
                .forEach(one ->
                        portal.put(child.module(), one.with(Json.object().put(child.link(), to.id()))));
    }

    /** The objects of the only list of the input; at least one. */
    private static List<ObjectNode> rows(Action.Call call, String key, Set<String> known) {
        ApiFailure.refuseOtherKeys(call.input(), Set.of(key));
        refuseTrashed(call.target());
        JsonNode list = call.input().path(key);
        if (list.isMissingNode() || (list.isArray() && list.isEmpty())) {
            throw ApiFailure.of(InnerCode.MANDATORY, key, "Value not provided");
        }
        List<ObjectNode> rows = new ArrayList<>();
        for (JsonNode row : list.isArray() ? list : Json.array().addNull()) {
            if (!(row instanceof ObjectNode object)) {
                throw ApiFailure.mismatch(key, "give an array of objects");
            }
            ApiFailure.refuseOtherKeys(object, known);
            rows.add(object);
        }
        return rows;
    }

    /** Another request than the target, by its id. */
    private static Entity named(Action.Call call, JsonNode reference) {
        ApiFailure.refuseOtherKeys(reference, Set.of("id"));
        Entity found = call.portal().find(REQUEST, reference.path("id").asText(""));
        if (found == null || found.id().equals(call.target().id())) {
            throw ApiFailure.invalid("id", "Unable to parse the given data for id");
        }
        refuseTrashed(found);
        return found;
    }

    private static void refuseTrashed(Entity request) {
        if (Trash.holds(request)) {
            throw ApiFailure.of(InnerCode.NOT_EDITABLE, "id", "The request is in the trash");
        }
    }

    private static void put(Portal portal, String from, String to, String comments) {
        ObjectNode links = linksOf(portal, from);
        store(portal, from, links.put(to, comments));
    }

    private static void remove(Portal portal, String from, String to) {
        ObjectNode links = linksOf(portal, from);
        links.remove(to);
        store(portal, from, links);
    }

    private static ObjectNode linksOf(Portal portal, String id) {
        Entity request = portal.find(REQUEST, id);
        return request != null && request.get(STORED) instanceof ObjectNode links ? links.deepCopy() : Json.object();
    }

    private static void store(Portal portal, String id, ObjectNode links) {
        Entity request = portal.find(REQUEST, id);
        if (request != null) {
            portal.put(REQUEST, request.with(Json.object().set(STORED, links)));
        }
    }

    private static ObjectNode recorded(Action.Call call, String operation, String done) {
        long now = call.portal().clock().now();
        History.put(call.portal(), call.target().id(), call.actor().userId(), operation, Json.array(), now);
        return call.done(done);
    }
}
