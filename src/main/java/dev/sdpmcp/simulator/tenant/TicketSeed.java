package dev.sdpmcp.simulator.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.Portal;
import dev.sdpmcp.simulator.module.SeedSupport;
import dev.sdpmcp.simulator.wire.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes tickets from the templates of {@code simulator/tickets.json}: people, texts, times and stage. */
final class TicketSeed {
    private static final String NAME = "name";

    private final Portal portal;
    private final SeededRandom random;
    private final Timeline timeline;
    private final PlainRecords records;
    private final ExchangeSeed exchange;
    private final JsonNode vocabulary;
    private final List<JsonNode> templates = new ArrayList<>();
    private final List<Entity> requesters;

    TicketSeed(Portal portal, SeededRandom random) {
        this.portal = portal;
        this.random = random;
        this.timeline = new Timeline(portal.clock(), random);
        this.records = new PlainRecords(portal);
        this.exchange = new ExchangeSeed(portal, random, timeline);
        JsonNode content = Json.resource("tickets.json");
        this.vocabulary = content.path("vocabulary");
        content.path("templates").forEach(templates::add);
        this.requesters = List.copyOf(all("requester"));
    }

    /** Adds that many, the oldest first. */
    void add(int tickets) {
        for (long moment : timeline.arrivals(tickets)) {
            add(moment);
        }
    }

    private void add(long created) {
        JsonNode template = random.weighted(templates, one -> one.path("weight").intValue());
        Entity requester = random.one(requesters);
        Phrases phrases = new Phrases(vocabulary, random, known(requester));
        TicketStage stage =
                TicketStage.draw(random, Duration.ofMillis(portal.clock().now() - created));
        Map<String, JsonNode> values = new LinkedHashMap<>();
        values.put("display_id", LongNode.valueOf(portal.nextSerial("display_id")));
        describe(values, template, phrases, requester);
        classify(values, template);
        assign(values, template, stage);
        setTimes(values, created, stage);
        finish(values, template, phrases, stage);
        Entity request = new Entity(portal.newId(), values);
        portal.put(portal.catalogue().named("request"), request);
        exchange.add(request, template, phrases, stage);
    }

    private Map<String, String> known(Entity requester) {
        Entity colleague = random.one(requesters);
        return Map.of(
                "colleague", colleague.text(NAME),
                "department", named("department", colleague.text("department")),
                "site", named("site", requester.text("site")),
                "phone", requester.text("phone"));
    }

    private void describe(Map<String, JsonNode> values, JsonNode template, Phrases phrases, Entity requester) {
        String text = phrases.fill(random.one(texts(template.path("descriptions"))));
        values.put("subject", TextNode.valueOf(phrases.fill(random.one(texts(template.path("subjects"))))));
        values.put("description", TextNode.valueOf(new MailBody(random).description(text, requester.text(NAME))));
        values.put("requester", TextNode.valueOf(requester.id()));
        values.put("created_by", TextNode.valueOf(requester.id()));
        values.put("site", requester.get("site"));
        values.put("department", requester.get("department"));
        if (random.percent(8)) {
            values.put("udf_fields", Json.object().put("txt_cost_centre", phrases.fill("{costcentre}")));
        }
    }

    private void classify(Map<String, JsonNode> values, JsonNode template) {
        List<String> path = texts(template.path("category"));
        Entity category = records.named("category", path.getFirst());
        values.put("category", TextNode.valueOf(category.id()));
        Entity subcategory = below("subcategory", "category", category, path.get(1));
        values.put("subcategory", TextNode.valueOf(subcategory.id()));
        if (path.size() > 2) {
            values.put(
                    "item",
                    TextNode.valueOf(below("item", "subcategory", subcategory, path.get(2))
                            .id()));
        }
        boolean ordered = template.has("form");
        int urgency = template.path("urgency").intValue();
        values.put("template", id("request_template", template.path("form").asText("Default Request")));
        values.put("request_type", pick("request_type", ordered ? Integer.MAX_VALUE : 1));
        values.put("urgency", pick("urgency", urgency));
        values.put("impact", pick("impact", template.path("impact").intValue()));
        values.put("priority", pick("priority", random.percent(15) ? random.between(1, 4) : urgency));
        values.put("mode", pick("mode", random.between(1, 3)));
        values.put("level", pick("level", random.percent(75) ? 1 : 2));
    }

    private void assign(Map<String, JsonNode> values, JsonNode template, TicketStage stage) {
        Entity group = records.named("group", template.path("group").textValue());
        values.put("group", TextNode.valueOf(group.id()));
        values.put("status", TextNode.valueOf(SeedSupport.statusId(portal, stage.internalName())));
        if (stage.hasTechnician(random)) {
            values.put("technician", random.one(nodes(group.get("technicians"))));
        }
    }

    private void setTimes(Map<String, JsonNode> values, long created, TicketStage stage) {
        Entity priority = portal.find(
                "priority", values.getOrDefault("priority", Json.object()).asText());
        long limit = SeedSupport.resolutionTime(priority).toMillis();
        long responseLimit = limit / 4;
        put(values, "created_time", created);
        put(values, "due_by_time", created + limit);
        put(values, "first_response_due_by_time", created + responseLimit);
        // a ticket may be younger than work on it usually begins
        long started = Math.min(created + limit / 20, portal.clock().now());
        if (values.containsKey("technician")) {
            long assigned = timeline.between(created, created + responseLimit);
            put(values, "assigned_time", assigned);
            long responded = timeline.between(assigned, assigned + responseLimit);
            put(values, "responded_time", responded);
            started = Math.max(started, responded);
        }
        long reach = random.percent(82) ? limit : limit * 3;
        long done = timeline.between(started, created + reach);
        if (stage.isSolved()) {
            put(values, "resolved_time", done);
        }
        if (stage.isCompleted()) {
            put(
                    values,
                    "completed_time",
                    timeline.between(done, done + Duration.ofHours(30).toMillis()));
        }
        long touched =
                values.getOrDefault("completed_time", LongNode.valueOf(done)).longValue();
        put(values, "last_updated_time", touched);
    }

    private void finish(Map<String, JsonNode> values, JsonNode template, Phrases phrases, TicketStage stage) {
        JsonNode technician = values.get("technician");
        values.put("is_read", BooleanNode.valueOf(technician != null));
        values.put("unreplied_count", LongNode.valueOf(technician == null ? 1 : 0));
        values.put("editor", technician == null ? values.getOrDefault("requester", Json.object()) : technician);
        if (stage.isSolved() && technician != null) {
            ObjectNode resolution = Json.object()
                    .put("content", phrases.fill(template.path("resolution").textValue()));
            resolution.set("submitted_by", technician);
            resolution.set("submitted_on", values.get("resolved_time"));
            values.put("resolution", resolution);
        }
        if (stage.isCompleted()) {
            ObjectNode closure =
                    Json.object().put("requester_ack_resolution", stage == TicketStage.CLOSED && random.percent(60));
            closure.set("closure_code", id("closure_code", stage == TicketStage.CLOSED ? "Success" : "Cancelled"));
            values.put("closure_info", closure);
        }
        if (stage == TicketStage.ON_HOLD) {
            values.put("status_change_comments", TextNode.valueOf("Waiting for the supplier"));
        }
    }

    private Entity below(String module, String link, Entity parent, String name) {
        return portal.linked(module, link, parent.id()).stream()
                .filter(one -> one.text(NAME).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no " + module + " '" + name + "'"));
    }

    /** The id at a place of a module's records, counted from 1; beyond the last, the last. */
    private TextNode pick(String module, int place) {
        List<Entity> all = all(module);
        return TextNode.valueOf(all.get(Math.min(place, all.size()) - 1).id());
    }

    private TextNode id(String module, String name) {
        return TextNode.valueOf(records.named(module, name).id());
    }

    private String named(String module, String id) {
        Entity found = portal.find(module, id);
        return found == null ? "" : found.text(NAME);
    }

    private List<Entity> all(String module) {
        return List.copyOf(portal.all(portal.catalogue().named(module)));
    }

    private static void put(Map<String, JsonNode> values, String name, long moment) {
        values.put(name, LongNode.valueOf(moment));
    }

    private static List<JsonNode> nodes(JsonNode array) {
        List<JsonNode> nodes = new ArrayList<>();
        array.forEach(nodes::add);
        return nodes;
    }

    private static List<String> texts(JsonNode array) {
        return nodes(array).stream().map(JsonNode::textValue).toList();
    }
}
