package dev.sdpmcp.simulator.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.Portal;
import dev.sdpmcp.simulator.module.History;
import dev.sdpmcp.simulator.wire.Json;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the notes, mails, tasks, worklogs and history of a ticket. */
final class ExchangeSeed {
    private static final String REQUEST = "request";
    private static final String CREATED = "created_time";
    private static final String TECHNICIAN = "technician";

    private final Portal portal;
    private final SeededRandom random;
    private final Timeline timeline;
    private final MailBody bodies;

    ExchangeSeed(Portal portal, SeededRandom random, Timeline timeline) {
        this.portal = portal;
        this.random = random;
        this.timeline = timeline;
        this.bodies = new MailBody(random);
    }

    /** Adds it; a ticket that nobody works on has only its history. */
    void add(Entity request, JsonNode template, Phrases phrases, TicketStage stage) {
        long created = request.get(CREATED).longValue();
        history(request, request.text("created_by"), "CREATE", created);
        Entity technician = portal.find(TECHNICIAN, request.text(TECHNICIAN));
        if (technician == null) {
            return;
        }
        history(request, technician.id(), "ASSIGN", request.get("assigned_time").longValue());
        talk(request, template.path("exchange"), phrases, stage.isSolved() ? 100 : random.between(20, 80));
        tasks(request, template.path("tasks"), phrases, technician, stage);
        if (stage.isSolved()) {
            worklogs(request, technician);
            history(
                    request,
                    technician.id(),
                    "RESOLVE",
                    request.get("resolved_time").longValue());
        }
        if (stage.isCompleted()) {
            history(
                    request,
                    technician.id(),
                    "CLOSE",
                    request.get("completed_time").longValue());
        }
    }

    private void talk(Entity request, JsonNode lines, Phrases phrases, int percentSaid) {
        int said = Math.max(1, lines.size() * percentSaid / 100);
        long moment = request.get("responded_time").longValue();
        long end = request.get("last_updated_time").longValue();
        for (int at = 0; at < said; at++) {
            JsonNode line = lines.get(at);
            say(request, line, phrases.fill(line.path("text").textValue()), moment);
            moment = timeline.between(moment + Duration.ofMinutes(2).toMillis(), Math.max(moment, end));
        }
    }

    private void say(Entity request, JsonNode line, String text, long moment) {
        boolean byTechnician = line.path("by").textValue().equals(TECHNICIAN);
        Entity author = portal.find("user", request.text(byTechnician ? TECHNICIAN : "requester"));
        if (author == null) {
            return;
        }
        Map<String, JsonNode> values = basics(request, author, moment);
        if (line.path("as").textValue().equals("mail")) {
            mail(request, author, text, values);
        } else {
            values.put("description", TextNode.valueOf("<p>" + text + "</p>"));
            values.put(
                    "show_to_requester",
                    BooleanNode.valueOf(line.path("as").textValue().equals("public")));
            put("request_note", values);
            history(request, author.id(), "ADD_NOTE", moment);
        }
    }

    private void mail(Entity request, Entity author, String text, Map<String, JsonNode> values) {
        values.put("type", TextNode.valueOf("reply"));
        String subject = "Re: [Request ID :##" + request.text("display_id") + "##] : " + request.text("subject");
        values.put("subject", TextNode.valueOf(subject));
        values.put("description", TextNode.valueOf(bodies.mail(text, author.text("name"))));
        values.put("sender", address(author));
        values.put("sent_time", values.getOrDefault(CREATED, LongNode.valueOf(0)));
        boolean byTechnician = author.is("is_technician");
        Entity other = portal.find("user", request.text(byTechnician ? "requester" : TECHNICIAN));
        ArrayNode to = Json.array();
        if (other != null) {
            to.add(address(other));
        }
        values.put("to", to);
        put("notification", values);
    }

    private void tasks(Entity request, JsonNode titles, Phrases phrases, Entity technician, TicketStage stage) {
        int index = 0;
        for (JsonNode title : titles) {
            boolean done = stage.isCompleted()
                    || stage == TicketStage.RESOLVED
                    || (index == 0 && stage == TicketStage.IN_PROGRESS);
            long start = request.get("assigned_time").longValue();
            Map<String, JsonNode> values = basics(request, technician, start);
            values.put("title", TextNode.valueOf(phrases.fill(title.textValue())));
            values.put("status", TextNode.valueOf(taskStatus(done ? "Closed" : "Open")));
            values.put("owner", TextNode.valueOf(technician.id()));
            values.put("group", request.get("group"));
            values.put("priority", request.get("priority"));
            values.put("percentage_completion", LongNode.valueOf(done ? 100 : 0));
            values.put("scheduled_start_time", LongNode.valueOf(start));
            values.put("scheduled_end_time", request.get("due_by_time"));
            values.put("index", LongNode.valueOf(++index));
            if (done) {
                values.put("actual_end_time", request.get("last_updated_time"));
            }
            put("task", values);
        }
    }

    private void worklogs(Entity request, Entity technician) {
        if (!random.percent(70)) {
            return;
        }
        Duration spent = Duration.ofMinutes(5L * random.between(1, 18));
        long end = request.get("resolved_time").longValue();
        long start = Math.max(request.get(CREATED).longValue(), end - spent.toMillis());
        Map<String, JsonNode> values = basics(request, technician, end);
        double charge = technician.get("cost_per_hour").doubleValue() * spent.toMinutes() / 60;
        DoubleNode rounded = DoubleNode.valueOf(Math.round(charge * 100) / 100.0);
        values.put("owner", TextNode.valueOf(technician.id()));
        values.put("description", request.get("resolution").path("content"));
        values.put("start_time", LongNode.valueOf(start));
        values.put("end_time", LongNode.valueOf(end));
        values.put("time_spent", LongNode.valueOf(end - start));
        values.put("recorded_time", LongNode.valueOf(end));
        values.put("tech_charge", rounded);
        values.put("total_charge", rounded);
        values.put("worklog_type", first("worklog_type"));
        put("worklog", values);
    }

    private Map<String, JsonNode> basics(Entity request, Entity author, long moment) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        values.put(REQUEST, TextNode.valueOf(request.id()));
        values.put("created_by", TextNode.valueOf(author.id()));
        values.put(CREATED, LongNode.valueOf(moment));
        return values;
    }

    private String taskStatus(String name) {
        return new PlainRecords(portal).named("task_status", name).id();
    }

    private TextNode first(String module) {
        @Nullable
        Entity first = portal.all(portal.catalogue().named(module)).stream()
                .findFirst()
                .orElse(null);
        return TextNode.valueOf(first == null ? "" : first.id());
    }

    private void put(String module, Map<String, JsonNode> values) {
        portal.put(portal.catalogue().named(module), new Entity(portal.newId(), values));
    }

    private void history(Entity request, String by, String operation, long moment) {
        History.put(portal, request.id(), by, operation, Json.array(), moment);
    }

    private static ObjectNode address(Entity person) {
        return Json.object().put("email_id", person.text("email_id")).put("name", person.text("name"));
    }
}
