package dev.sdpmcp.simulator.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.Portal;
import dev.sdpmcp.simulator.module.RequestRules;
import dev.sdpmcp.simulator.module.StatusEngine;
import dev.sdpmcp.simulator.tenant.Phrases.MailBody;
import dev.sdpmcp.simulator.wire.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Makes tickets from the templates of {@code simulator/tickets.json}: people, texts, times and stage. */
record TicketSeed(
        Portal portal,
        SeededRandom random,
        Timeline timeline,
        PlainRecords records,
        ExchangeSeed exchange,
        JsonNode content,
        List<Entity> requesters) {
    private static final String NAME = "name";
    private static final String TECHNICIAN = "technician";

    TicketSeed(Portal portal, SeededRandom random, Timeline timeline) {
        this(
                portal,
                random,
                timeline,
                new PlainRecords(portal),
                new ExchangeSeed(portal, random, timeline, new PlainRecords(portal)),
                Json.resource("tickets.json"),
                portal.all("requester"));
    }

    /** Adds that many, the oldest first. */
    void add(int tickets) {
        for (long moment : timeline.arrivals(tickets)) {
            add(moment);
        }
    }

    private void add(long created) {
        JsonNode template = random.weighted(
                content.path("templates").valueStream().toList(),
                one -> one.path("weight").intValue());
        Entity requester = random.one(requesters);
        Phrases phrases = new Phrases(content.path("vocabulary"), random, known(requester));
        Stage stage = Stage.draw(random, Duration.ofMillis(portal.clock().now() - created));
        ObjectNode values = Json.object().put("display_id", portal.nextSerial("display_id"));
        describe(values, template, phrases, requester);
        classify(values, template);
        assign(values, template, stage);
        setTimes(values, created, stage);
        finish(values, template, phrases, stage);
        exchange.add(records.addBare("request", values), template, phrases, stage);
    }

    private Map<String, String> known(Entity requester) {
        Entity colleague = random.one(requesters);
        return Map.of(
                "colleague", colleague.text(NAME),
                "department", named("department", colleague.text("department")),
                "site", named("site", requester.text("site")),
                "phone", requester.text("phone"));
    }

    private void describe(ObjectNode values, JsonNode template, Phrases phrases, Entity requester) {
        String text = phrases.fill(one(template.path("descriptions")));
        values.put("subject", phrases.fill(one(template.path("subjects"))))
                .put("description", MailBody.description(random, text, requester.text(NAME)))
                .put("requester", requester.id())
                .put("created_by", requester.id());
        values.set("site", requester.get("site"));
        values.set("department", requester.get("department"));
        if (random.percent(8)) {
            values.putObject("udf_fields").put("txt_cost_centre", phrases.fill("{costcentre}"));
        }
    }

    private void classify(ObjectNode values, JsonNode template) {
        JsonNode path = template.path("category");
        int urgency = template.path("urgency").intValue();
        values.set("category", path.get(0));
        values.set("subcategory", path.get(1));
        values.set("item", path.get(2));
        values.put("template", template.path("form").asText("Default Request"))
                .put("request_type", records.at("request_type", template.has("form") ? Integer.MAX_VALUE : 1))
                .put("urgency", records.at("urgency", urgency))
                .put("impact", records.at("impact", template.path("impact").intValue()))
                .put("priority", records.at("priority", random.percent(15) ? random.between(1, 4) : urgency))
                .put("mode", records.at("mode", random.between(1, 3)))
                .put("level", records.at("level", random.percent(75) ? 1 : 2));
    }

    private void assign(ObjectNode values, JsonNode template, Stage stage) {
        Entity group = records.record("group", template.path("group").textValue());
        values.put("group", group.id()).put("status", StatusEngine.called(portal, stage.internalName()));
        if (stage.hasTechnician(random)) {
            values.put(TECHNICIAN, one(group.get("technicians")));
        }
    }

    private void setTimes(ObjectNode values, long created, Stage stage) {
        Entity priority = portal.find("priority", values.path("priority").asText());
        long limit = RequestRules.resolutionTime(priority).toMillis();
        long responseLimit = limit / 4;
        values.put("created_time", created)
                .put("due_by_time", created + limit)
                .put("first_response_due_by_time", created + responseLimit);
        // a ticket may be younger than work on it usually begins
        long started = Math.min(created + limit / 20, portal.clock().now());
        if (values.has(TECHNICIAN)) {
            long assigned = timeline.between(created, created + responseLimit);
            long responded = timeline.between(assigned, assigned + responseLimit);
            values.put("assigned_time", assigned).put("responded_time", responded);
            started = Math.max(started, responded);
        }
        long reach = random.percent(82) ? limit : limit * 3;
        long done = timeline.between(started, created + reach);
        if (stage.isSolved()) {
            values.put("resolved_time", done);
        }
        if (stage.isCompleted()) {
            values.put(
                    "completed_time",
                    timeline.between(done, done + Duration.ofHours(30).toMillis()));
        }
        values.put("last_updated_time", values.path("completed_time").asLong(done));
    }

    private void finish(ObjectNode values, JsonNode template, Phrases phrases, Stage stage) {
        boolean assigned = values.has(TECHNICIAN);
        values.put("is_read", assigned).put("unreplied_count", assigned ? 0L : 1L);
        values.set("editor", values.get(assigned ? TECHNICIAN : "requester"));
        if (stage.isSolved() && assigned) {
            ObjectNode resolution = values.putObject("resolution");
            resolution.put("content", phrases.fill(template.path("resolution").textValue()));
            resolution.set("submitted_by", values.get(TECHNICIAN));
            resolution.set("submitted_on", values.get("resolved_time"));
        }
        if (stage.isCompleted()) {
            boolean closed = stage == Stage.CLOSED;
            values.putObject("closure_info")
                    .put("requester_ack_resolution", closed && random.percent(60))
                    .put("closure_code", closed ? "Success" : "Cancelled");
        }
        if (stage == Stage.ON_HOLD) {
            values.put("status_change_comments", "Waiting for the supplier");
        }
    }

    private String named(String module, String id) {
        Entity found = portal.find(module, id);
        return found == null ? "" : found.text(NAME);
    }

    private String one(JsonNode texts) {
        return random.one(texts.valueStream().toList()).textValue();
    }

    /** Progress of a ticket, drawn by its age. */
    enum Stage {
        OPEN("Open", 45, 12, 1),
        ASSIGNED("Assigned", 20, 12, 1),
        IN_PROGRESS("InProgress", 15, 18, 2),
        ON_HOLD("Onhold", 5, 12, 3),
        RESOLVED("Resolved", 7, 12, 1),
        CLOSED("Closed", 8, 31, 87),
        CANCELLED("Cancelled", 0, 3, 5);

        private static final Duration FRESH = Duration.ofDays(2);
        private static final Duration RECENT = Duration.ofDays(14);

        private final String internalName;
        private final int whenFresh;
        private final int whenRecent;
        private final int whenOld;

        Stage(String internalName, int whenFresh, int whenRecent, int whenOld) {
            this.internalName = internalName;
            this.whenFresh = whenFresh;
            this.whenRecent = whenRecent;
            this.whenOld = whenOld;
        }

        /** A random stage for a ticket of this age. */
        static Stage draw(SeededRandom random, Duration age) {
            return random.weighted(List.of(values()), stage -> stage.weight(age));
        }

        /** The internal name of its status. */
        String internalName() {
            return internalName;
        }

        /** Whether somebody works on it. */
        boolean hasTechnician(SeededRandom random) {
            return this != OPEN || random.percent(35);
        }

        /** Whether it is solved. */
        boolean isSolved() {
            return this == RESOLVED || this == CLOSED;
        }

        /** Whether it has come to its end. */
        boolean isCompleted() {
            return this == CLOSED || this == CANCELLED;
        }

        private int weight(Duration age) {
            int ifNotFresh = age.compareTo(RECENT) < 0 ? whenRecent : whenOld;
            return age.compareTo(FRESH) < 0 ? whenFresh : ifNotFresh;
        }
    }
}
