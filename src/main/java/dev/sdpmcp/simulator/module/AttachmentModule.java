package dev.sdpmcp.simulator.module;

import static dev.sdpmcp.simulator.model.Field.lookup;
import static dev.sdpmcp.simulator.model.Field.moment;
import static dev.sdpmcp.simulator.model.Field.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sdpmcp.simulator.model.Actor;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.ModuleDefinition;
import dev.sdpmcp.simulator.model.ModuleDefinition.Verb;
import dev.sdpmcp.simulator.model.ModuleRules;
import dev.sdpmcp.simulator.model.Portal;
import dev.sdpmcp.simulator.wire.ApiFailure;
import dev.sdpmcp.simulator.wire.InnerCode;
import dev.sdpmcp.simulator.wire.Json;
import java.util.Map;
import java.util.Set;

/**
 * Attachments of requests, problems and changes: lists and deletion. The content is a value that no field shows. All
 * files together have at most {@value #MAX_TOTAL_BYTES} bytes.
 */
public final class AttachmentModule {
    /** The singular key. */
    public static final String ATTACHMENT = "attachment";
    /** The stored value with the bytes. */
    public static final String CONTENT = "content";
    /** The modules whose records have attachments, also the names of the links to them. */
    public static final Set<String> OWNERS = Set.of(RequestModule.REQUEST, ProblemModule.PROBLEM, ChangeModule.CHANGE);

    private static final String ATTACHMENTS = "attachments";
    private static final long MAX_TOTAL_BYTES = 64L * 1024 * 1024;
    private static final long MAX_RECORD_BYTES = 20L * 1024 * 1024;

    private AttachmentModule() {}

    static ModuleDefinition definition() {
        return ModuleDefinition.called(ATTACHMENT, ATTACHMENTS)
                .fields(text("name"), text("file_id"), text("size"), text("content_type"), text("content_url"))
                .fields(moment("attached_on"), lookup("attached_by", PeopleModules.USER))
                .sortedBy("attached_on", false)
                .verbs(Verb.LIST, Verb.DELETE)
                .rules(new Rules())
                .build();
    }

    /**
     * Adds a file to a record.
     *
     * @throws ApiFailure if the record or the portal has too many bytes of files then
     */
    public static Entity add(
            Portal portal, Actor actor, ModuleDefinition owners, Entity owner, Map<String, String> file, byte[] bytes) {
        ModuleDefinition attachments = portal.catalogue().named(ATTACHMENT);
        if (size(portal.linked(ATTACHMENT, owners.name(), owner.id())) + bytes.length > MAX_RECORD_BYTES) {
            throw ApiFailure.of(InnerCode.GENERAL, "filename", "The attachments of a record have at most 20 MB");
        }
        if (size(portal.all(attachments)) + bytes.length > MAX_TOTAL_BYTES) {
            throw ApiFailure.of(InnerCode.INTERNAL, "The simulator is full; reset it with POST /_sim/reset");
        }
        String id = portal.newId();
        String address = "/api/v3/" + owners.path() + "/" + owner.id() + "/" + ATTACHMENTS + "/" + id + "/download";
        Entity added = new Entity(id, Map.of(owners.name(), TextNode.valueOf(owner.id())))
                .with(Map.of(
                        "name",
                        TextNode.valueOf(file.getOrDefault("name", "")),
                        "content_type",
                        TextNode.valueOf(file.getOrDefault("content_type", "")),
                        "file_id",
                        TextNode.valueOf(portal.newId()),
                        "size",
                        TextNode.valueOf(Integer.toString(bytes.length)),
                        "content_url",
                        TextNode.valueOf(address),
                        "attached_on",
                        LongNode.valueOf(portal.clock().now()),
                        "attached_by",
                        TextNode.valueOf(actor.userId()),
                        CONTENT,
                        BinaryNode.valueOf(bytes)));
        portal.put(attachments, added);
        show(portal, owners.name(), owner.id());
        return added;
    }

    private static long size(Iterable<Entity> attachments) {
        long bytes = 0;
        for (Entity one : attachments) {
            bytes += Long.parseLong(one.text("size"));
        }
        return bytes;
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
        Map<String, JsonNode> changed = Map.of(ATTACHMENTS, rows);
        portal.put(portal.catalogue().named(owners), owner.with(changed));
    }

    private static final class Rules implements ModuleRules {
        @Override
        public void delete(Portal portal, Actor actor, ModuleDefinition definition, Entity target) {
            portal.remove(definition, target);
            OWNERS.stream()
                    .filter(owners -> !target.get(owners).isNull())
                    .forEach(owners -> show(portal, owners, target.text(owners)));
        }
    }
}
