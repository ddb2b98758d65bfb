package dev.sdpmcp.simulator.module;

import static dev.sdpmcp.simulator.model.Field.lookup;
import static dev.sdpmcp.simulator.model.Field.moment;
import static dev.sdpmcp.simulator.model.Field.text;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.simulator.model.Action;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.ModuleDefinition;
import dev.sdpmcp.simulator.model.ModuleDefinition.Verb;
import dev.sdpmcp.simulator.model.ModuleRules;
import dev.sdpmcp.simulator.model.Portal;
import dev.sdpmcp.simulator.wire.ApiFailure;
import dev.sdpmcp.simulator.wire.InnerCode;
import dev.sdpmcp.simulator.wire.Json;
import java.util.List;
import java.util.Set;

/**
 * Attachments of requests, problems and changes: lists and deletion. The content is a value that no field shows. All
 * files together have at most {@value #MAX_TOTAL_BYTES} bytes.
 */
public final class AttachmentModule implements ModuleRules {
    /** The singular key. */
    public static final String ATTACHMENT = "attachment";
    /** The stored value with the bytes. */
    public static final String CONTENT = "content";
    /** The modules whose records have attachments, also the names of the links to them. */
    public static final Set<String> OWNERS = Set.of(RequestModule.REQUEST, ProblemModule.PROBLEM, ChangeModule.CHANGE);

    private static final String ATTACHMENTS = "attachments";
    private static final long MAX_TOTAL_BYTES = 64L * 1024 * 1024;
    private static final long MAX_RECORD_BYTES = 20L * 1024 * 1024;

    static ModuleDefinition definition() {
        return ModuleDefinition.called(ATTACHMENT, ATTACHMENTS)
                .fields(text("name"), text("file_id"), text("size"), text("content_type"), text("content_url"))
                .fields(moment("attached_on"), lookup("attached_by", PeopleModules.USER))
                .sortedBy("attached_on", false)
                .verbs(Verb.LIST, Verb.DELETE)
                .rules(new AttachmentModule())
                .build();
    }

    @Override
    public void delete(Action.Call call) {
        call.portal().remove(call.definition(), call.target());
        OWNERS.stream()
                .filter(owners -> !call.target().get(owners).isNull())
                .forEach(owners -> show(call.portal(), owners, call.target().text(owners)));
    }

    /**
     * Adds a file to the target of a call, whose input is the name and the content type.
     *
     * @throws ApiFailure if the record or the portal has too many bytes of files then
     */
    public static Entity add(Action.Call call, byte[] bytes) {
        Portal portal = call.portal();
        ModuleDefinition owners = call.definition();
        String ownerId = call.target().id();
        if (size(portal.linked(ATTACHMENT, owners.name(), ownerId)) + bytes.length > MAX_RECORD_BYTES) {
            throw ApiFailure.of(InnerCode.GENERAL, "filename", "The attachments of a record have at most 20 MB");
        }
        if (size(portal.all(ATTACHMENT)) + bytes.length > MAX_TOTAL_BYTES) {
            throw ApiFailure.of(InnerCode.INTERNAL, "The simulator is full; reset it with POST /_sim/reset");
        }
        String id = portal.newId();
        String address = "/api/v3/" + owners.path() + "/" + ownerId + "/" + ATTACHMENTS + "/" + id + "/download";
        ObjectNode values = call.input()
                .deepCopy()
                .put(owners.name(), ownerId)
                .put("file_id", portal.newId())
                .put("size", Integer.toString(bytes.length))
                .put("content_url", address)
                .put("attached_on", portal.clock().now())
                .put("attached_by", call.actor().userId())
                .put(CONTENT, bytes);
        Entity added = new Entity(id, values);
        portal.put(ATTACHMENT, added);
        show(portal, owners.name(), ownerId);
        return added;
    }

    private static long size(List<Entity> attachments) {
        return attachments.stream()
                .mapToLong(one -> Long.parseLong(one.text("size")))
                .sum();
    }

    /** Updates the field of the record that lists its attachments. */
    private static void show(Portal portal, String owners, String ownerId) {
        Entity owner = portal.find(owners, ownerId);
        if (owner == null) {
            return;
        }
        ArrayNode rows = Json.array();
        for (Entity one : portal.linked(ATTACHMENT, owners, ownerId)) {
            rows.addObject()
                    .put("id", one.id())
                    .put("file_id", one.text("file_id"))
                    .put("name", one.text("name"));
        }
        portal.put(owners, owner.with(Json.object().set(ATTACHMENTS, rows)));
    }
}
