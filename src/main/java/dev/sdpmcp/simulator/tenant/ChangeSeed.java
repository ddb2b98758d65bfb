package dev.sdpmcp.simulator.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.Portal;
import dev.sdpmcp.simulator.module.SeedSupport;
import dev.sdpmcp.simulator.wire.Json;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Makes the problems and changes of {@code simulator/changes.json}, with the set-up records that only they refer
 * to.
 */
final class ChangeSeed {
    private static final String PROBLEM = "problem";
    private static final String CHANGE = "change";
    private static final long DAY = Duration.ofDays(1).toMillis();

    private final Portal portal;
    private final SeededRandom random;
    private final PlainRecords records;
    private final List<Entity> requesters;

    ChangeSeed(Portal portal, SeededRandom random) {
        this.portal = portal;
        this.random = random;
        this.records = new PlainRecords(portal);
        this.requesters = List.copyOf(portal.all(portal.catalogue().named("requester")));
    }

    void addAll() {
        JsonNode content = Json.resource("changes.json");
        records.addAll(content.path("records"));
        fromOldest(content.path("problems"), this::addProblem);
        fromOldest(content.path("changes"), this::addChange);
    }

    private void addProblem(JsonNode plain) {
        long created = created(plain);
        Map<String, JsonNode> values = common(plain, PROBLEM, created);
        TextNode technician = technician(plain);
        long updated = Math.min(portal.clock().now(), created + random.between(1, 5) * DAY);
        String status = plain.path("status").textValue();
        values.put("status", TextNode.valueOf(SeedSupport.statusId(portal, status)));
        values.put("technician", technician);
        values.put("requester", requester());
        values.put("reported_by", technician);
        values.put("reported_time", LongNode.valueOf(created));
        values.put("due_by_time", LongNode.valueOf(created + random.between(14, 28) * DAY));
        values.put("updated_time", LongNode.valueOf(updated));
        for (String group :
                List.of("symptoms", "root_cause", "impact_details", "workaround_details", "resolution_details")) {
            describe(values, group, plain.path(group), technician, updated);
        }
        ObjectNode knownError = signed("known_error_details", technician, updated);
        knownError.put("is_known_error", plain.has("known_error"));
        knownError.set("known_error_comments", plain.get("known_error"));
        values.put("known_error_details", knownError);
        boolean cancelled = status.equals("Cancelled");
        if (cancelled || status.equals("Closed")) {
            ObjectNode closing = signed("close_details", technician, updated);
            closing.set("closure_code", id("closure_code", cancelled ? "Cancelled" : "Success"));
            closing.set("close_details_comments", plain.get("closure"));
            values.put("close_details", closing);
            values.put("closed_time", LongNode.valueOf(updated));
        }
        add(PROBLEM, values, plain, technician);
    }

    private void addChange(JsonNode plain) {
        long created = created(plain);
        Map<String, JsonNode> values = common(plain, CHANGE, created);
        TextNode owner = technician(plain);
        String stage = plain.path("stage").textValue();
        TextNode stageId = id("change_stage", stage);
        String status = plain.path("status").textValue();
        long start = portal.clock().now() + plain.path("start").longValue() * DAY;
        long end = start + Duration.ofHours(plain.path("hours").longValue()).toMillis();
        values.put("stage", stageId);
        values.put("status", status(stageId, status));
        values.put("change_type", id("change_type", plain.path("type").textValue()));
        values.put("risk", id("change_risk", plain.path("risk").textValue()));
        values.put(
                "reason_for_change",
                id("reason_for_change", plain.path("reason").textValue()));
        values.put("workflow", id("change_workflow", "Standard workflow"));
        values.put("change_requester", requester());
        values.put("change_owner", owner);
        values.put("change_manager", id("technician", "Ingrid Solheim"));
        values.put("scheduled_start_time", LongNode.valueOf(start));
        values.put("scheduled_end_time", LongNode.valueOf(end));
        if (stage.equals("Close")) {
            values.put("completed_time", LongNode.valueOf(end));
        }
        if (plain.has("approval")) {
            values.put(
                    "approval_status",
                    id("approval_status", plain.path("approval").textValue()));
        }
        describe(values, "roll_out_plan", plain.path("roll_out"), owner, created);
        describe(values, "back_out_plan", plain.path("back_out"), owner, created);
        describe(values, "review_details", plain.path("review"), owner, end);
        add(CHANGE, values, plain, owner);
    }

    private long created(JsonNode plain) {
        return portal.clock().now() - plain.path("age").longValue() * DAY + random.between(1, 20) * DAY / 24;
    }

    private Map<String, JsonNode> common(JsonNode plain, String module, long created) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        values.put("display_id", LongNode.valueOf(portal.nextSerial(module)));
        values.put("title", plain.path("title"));
        values.put(
                "description",
                TextNode.valueOf("<p>" + plain.path("description").textValue() + "</p>"));
        values.put("created_time", LongNode.valueOf(created));
        values.put("template", at(module + "_template", 1));
        Entity category =
                records.named("category", plain.path("category").path(0).textValue());
        values.put("category", TextNode.valueOf(category.id()));
        portal.linked("subcategory", "category", category.id()).stream()
                .filter(one ->
                        one.text("name").equals(plain.path("category").path(1).textValue()))
                .forEach(one -> values.put("subcategory", TextNode.valueOf(one.id())));
        Entity group = group(plain);
        values.put("group", TextNode.valueOf(group.id()));
        values.put("site", group.get("site"));
        List.of("priority", "urgency", "impact")
                .forEach(
                        level -> values.put(level, at(level, plain.path("place").intValue())));
        return values;
    }

    /** Adds the record, its notes and its tasks. */
    private void add(String module, Map<String, JsonNode> values, JsonNode plain, TextNode author) {
        Entity record = put(module, values);
        for (JsonNode text : plain.path("notes")) {
            Map<String, JsonNode> note = below(module, record, author);
            note.put("description", text);
            put("note", note);
        }
        for (JsonNode title : plain.path("tasks")) {
            Map<String, JsonNode> task = below(module, record, author);
            task.put("title", title);
            task.put("status", id("task_status", "Open"));
            task.put("owner", author);
            task.put("percentage_completion", LongNode.valueOf(0));
            task.put("stage", record.get("stage"));
            put("task", task);
        }
    }

    private Map<String, JsonNode> below(String module, Entity record, TextNode author) {
        long created = record.get("created_time").longValue();
        long moment = created + (long) (random.share() * (portal.clock().now() - created));
        Map<String, JsonNode> values = new LinkedHashMap<>();
        values.put(module, TextNode.valueOf(record.id()));
        values.put("created_by", author);
        values.put("created_time", LongNode.valueOf(moment));
        return values;
    }

    private Entity put(String module, Map<String, JsonNode> values) {
        Entity entity = new Entity(portal.newId(), values);
        portal.put(portal.catalogue().named(module), entity);
        return entity;
    }

    private static void describe(
            Map<String, JsonNode> values, String group, JsonNode text, TextNode author, long moment) {
        if (text.isTextual()) {
            values.put(group, signed(group, author, moment).set(group + "_description", text));
        }
    }

    private static ObjectNode signed(String group, TextNode author, long moment) {
        ObjectNode details = Json.object().put(group + "_updated_on", moment);
        return details.set(group + "_updated_by", author);
    }

    private TextNode technician(JsonNode plain) {
        JsonNode members = group(plain).get("technicians");
        return TextNode.valueOf(
                members.path(random.between(0, members.size() - 1)).asText());
    }

    private TextNode requester() {
        return TextNode.valueOf(random.one(requesters).id());
    }

    private Entity group(JsonNode plain) {
        return records.named("group", plain.path("group").textValue());
    }

    /** Statuses of different stages share names. */
    private TextNode status(JsonNode stageId, String name) {
        return portal.all(portal.catalogue().named("change_status")).stream()
                .filter(one ->
                        one.get("stage").equals(stageId) && one.text("name").equals(name))
                .map(one -> TextNode.valueOf(one.id()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no status '" + name + "'"));
    }

    private TextNode id(String module, String name) {
        return TextNode.valueOf(records.named(module, name).id());
    }

    /** The id of the record at a place of a module, counted from 1; the last one if there are fewer. */
    private TextNode at(String module, int place) {
        List<Entity> all = List.copyOf(portal.all(portal.catalogue().named(module)));
        return TextNode.valueOf(all.get(Math.min(place, all.size()) - 1).id());
    }

    private static void fromOldest(JsonNode newestFirst, Consumer<JsonNode> work) {
        for (int at = newestFirst.size() - 1; at >= 0; at--) {
            work.accept(newestFirst.path(at));
        }
    }
}
