package dev.sdpmcp.simulator.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.Portal;
import dev.sdpmcp.simulator.module.StatusEngine;
import dev.sdpmcp.simulator.wire.Json;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes the problems and changes of {@code simulator/changes.json} and the releases of {@code simulator/releases.json},
 * with the set-up records that only they refer to.
 */
record ChangeSeed(Portal portal, SeededRandom random, PlainRecords records, List<Entity> requesters) {
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final List<String> PROBLEM_TEXTS =
            List.of("symptoms", "root_cause", "impact_details", "workaround_details", "resolution_details");
    private static final List<String> LOOKUPS = List.of("stage", "status", "risk", "approval_status");

    ChangeSeed(Portal portal, SeededRandom random) {
        this(portal, random, new PlainRecords(portal), portal.all("requester"));
    }

    void addAll() {
        JsonNode content = Json.resource("changes.json");
        records.addAll(content.path("records"));
        content.path("problems").valueStream().toList().reversed().forEach(this::addProblem);
        content.path("changes")
                .valueStream()
                .toList()
                .reversed()
                .forEach(plain -> addStaged("change", "change_owner", plain));
    }

    void addReleases() {
        JsonNode content = Json.resource("releases.json");
        records.addAll(content.path("records"));
        content.path("releases")
                .valueStream()
                .toList()
                .reversed()
                .forEach(plain -> addStaged("release", "release_engineer", plain));
    }

    private void addProblem(JsonNode plain) {
        long created = created(plain);
        ObjectNode values = common(plain, "problem", created);
        String technician = technician(plain);
        long updated = Math.min(portal.clock().now(), created + random.between(1, 5) * DAY);
        String status = plain.path("status").textValue();
        values.put("status", StatusEngine.called(portal, status))
                .put("technician", technician)
                .put("requester", random.one(requesters).id())
                .put("reported_by", technician)
                .put("reported_time", created)
                .put("due_by_time", created + random.between(14, 28) * DAY)
                .put("updated_time", updated);
        PROBLEM_TEXTS.forEach(group -> describe(values, group, plain, technician, updated));
        signed(values, "known_error_details", technician, updated)
                .put("is_known_error", plain.has("known_error"))
                .set("known_error_comments", plain.get("known_error"));
        boolean cancelled = status.equals("Cancelled");
        if (cancelled || status.equals("Closed")) {
            signed(values, "close_details", technician, updated)
                    .put("closure_code", cancelled ? "Cancelled" : "Success")
                    .set("close_details_comments", plain.get("closure"));
            values.put("closed_time", updated);
        }
        add("problem", values, plain, technician);
    }

    /** @param responsible the field with the technician */
    private void addStaged(String module, String responsible, JsonNode plain) {
        long created = created(plain);
        ObjectNode values = common(plain, module, created);
        String owner = technician(plain);
        long start = portal.clock().now() + plain.path("start").longValue() * DAY;
        long end = start + plain.path("hours").longValue() * HOUR;
        Stream.concat(LOOKUPS.stream(), Stream.of(module + "_type", "reason_for_" + module))
                .forEach(name -> values.set(name, plain.get(name)));
        values.put("workflow", "Standard workflow")
                .put(module + "_requester", random.one(requesters).id())
                .put(responsible, owner)
                .put(module + "_manager", "Ingrid Solheim")
                .put("scheduled_start_time", start)
                .put("scheduled_end_time", end);
        if (plain.path("stage").textValue().equals("Close")) {
            values.put("completed_time", end);
        }
        describe(values, "roll_out_plan", plain, owner, created);
        describe(values, "back_out_plan", plain, owner, created);
        describe(values, "review_details", plain, owner, end);
        add(module, values, plain, owner);
    }

    private long created(JsonNode plain) {
        return portal.clock().now() - plain.path("age").longValue() * DAY + random.between(1, 20) * HOUR;
    }

    private ObjectNode common(JsonNode plain, String module, long created) {
        ObjectNode values = Json.object()
                .put("display_id", portal.nextSerial(module))
                .put("title", plain.path("title").textValue())
                .put("description", "<p>" + plain.path("description").textValue() + "</p>")
                .put("created_time", created)
                .put("template", records.at(module + "_template", 1))
                .put("category", plain.path("category").path(0).textValue())
                .put("subcategory", plain.path("category").path(1).textValue())
                .put("group", group(plain).id())
                .put("site", group(plain).text("site"));
        int place = plain.path("place").intValue();
        List.of("priority", "urgency", "impact").forEach(level -> values.put(level, records.at(level, place)));
        return values;
    }

    /** Adds the record, its notes and its tasks. */
    private void add(String module, ObjectNode values, JsonNode plain, String author) {
        Entity record = records.addBare(module, values);
        for (JsonNode text : plain.path("notes")) {
            records.addBare("note", below(module, record, author).set("description", text));
        }
        for (JsonNode title : plain.path("tasks")) {
            ObjectNode task = below(module, record, author)
                    .put("title", title.textValue())
                    .put("status", "Open")
                    .put("owner", author)
                    .put("percentage_completion", 0L);
            records.addBare("task", task.set("stage", record.get("stage")));
        }
    }

    private ObjectNode below(String module, Entity record, String author) {
        long created = record.number("created_time");
        long moment = created + (long) (random.share() * (portal.clock().now() - created));
        return Json.object().put(module, record.id()).put("created_by", author).put("created_time", moment);
    }

    private static void describe(ObjectNode values, String group, JsonNode plain, String author, long moment) {
        if (plain.has(group)) {
            signed(values, group, author, moment).set(group + "_description", plain.get(group));
        }
    }

    private static ObjectNode signed(ObjectNode values, String group, String author, long moment) {
        return values.putObject(group).put(group + "_updated_on", moment).put(group + "_updated_by", author);
    }

    private String technician(JsonNode plain) {
        JsonNode members = group(plain).get("technicians");
        return members.path(random.between(0, members.size() - 1)).asText();
    }

    private Entity group(JsonNode plain) {
        return records.record("group", plain.path("group").textValue());
    }
}
