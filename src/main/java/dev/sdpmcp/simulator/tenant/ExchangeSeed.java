package dev.sdpmcp.simulator.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.Portal;
import dev.sdpmcp.simulator.module.History;
import dev.sdpmcp.simulator.tenant.Phrases.MailBody;
import dev.sdpmcp.simulator.tenant.TicketSeed.Stage;
import dev.sdpmcp.simulator.wire.Json;
import java.time.Duration;

/** Makes the notes, mails, tasks, worklogs and history of a ticket. */
record ExchangeSeed(Portal portal, SeededRandom random, Timeline timeline, PlainRecords records) {
    private static final String CREATED = "created_time";
    private static final String TECHNICIAN = "technician";
    private static final String REQUESTER = "requester";

    /** Adds it; a ticket that nobody works on has only its history. */
    void add(Entity request, JsonNode template, Phrases phrases, Stage stage) {
        history(request, request.text("created_by"), "CREATE", request.number(CREATED));
        Entity technician = portal.find(TECHNICIAN, request.text(TECHNICIAN));
        if (technician == null) {
            return;
        }
        history(request, technician.id(), "ASSIGN", request.number("assigned_time"));
        talk(request, template.path("exchange"), phrases, stage.isSolved() ? 100 : random.between(20, 80));
        tasks(request, template.path("tasks"), phrases, technician, stage);
        if (stage.isSolved()) {
            worklogs(request, technician);
            history(request, technician.id(), "RESOLVE", request.number("resolved_time"));
        }
        if (stage.isCompleted()) {
            history(request, technician.id(), "CLOSE", request.number("completed_time"));
        }
    }

    private void talk(Entity request, JsonNode lines, Phrases phrases, int percentSaid) {
        int said = Math.max(1, lines.size() * percentSaid / 100);
        long moment = request.number("responded_time");
        long end = request.number("last_updated_time");
        for (int at = 0; at < said; at++) {
            JsonNode line = lines.get(at);
            say(request, line, phrases.fill(line.path("text").textValue()), moment);
            moment = timeline.between(moment + Duration.ofMinutes(2).toMillis(), Math.max(moment, end));
        }
    }

    private void say(Entity request, JsonNode line, String text, long moment) {
        boolean byTechnician = line.path("by").textValue().equals(TECHNICIAN);
        Entity author = portal.find("user", request.text(byTechnician ? TECHNICIAN : REQUESTER));
        if (author == null) {
            return;
        }
        String form = line.path("as").textValue();
        ObjectNode values = basics(request, author, moment);
        if (form.equals("mail")) {
            mail(request, author, text, values.put("sent_time", moment));
        } else {
            values.put("description", "<p>" + text + "</p>").put("show_to_requester", form.equals("public"));
            records.addBare("request_note", values);
            history(request, author.id(), "ADD_NOTE", moment);
        }
    }

    private void mail(Entity request, Entity author, String text, ObjectNode values) {
        String subject = "Re: [Request ID :##" + request.text("display_id") + "##] : " + request.text("subject");
        values.put("type", "reply").put("subject", subject);
        values.put("description", MailBody.mail(text, author.text("name")));
        values.set("sender", address(author));
        Entity other = portal.find("user", request.text(author.is("is_technician") ? REQUESTER : TECHNICIAN));
        values.putArray("to").addAll(other == null ? Json.array() : Json.array().add(address(other)));
        records.addBare("notification", values);
    }

    private void tasks(Entity request, JsonNode titles, Phrases phrases, Entity technician, Stage stage) {
        int index = 0;
        for (JsonNode title : titles) {
            boolean done = stage.isCompleted() || stage == Stage.RESOLVED || (index == 0 && stage == Stage.IN_PROGRESS);
            long start = request.number("assigned_time");
            ObjectNode values = basics(request, technician, start)
                    .put("title", phrases.fill(title.textValue()))
                    .put("status", done ? "Closed" : "Open")
                    .put("owner", technician.id())
                    .put("percentage_completion", done ? 100L : 0L)
                    .put("scheduled_start_time", start)
                    .put("scheduled_end_time", request.number("due_by_time"))
                    .put("index", (long) ++index);
            values.set("group", request.get("group"));
            values.set("priority", request.get("priority"));
            values.set("actual_end_time", done ? request.get("last_updated_time") : null);
            records.addBare("task", values);
        }
    }

    private void worklogs(Entity request, Entity technician) {
        if (!random.percent(70)) {
            return;
        }
        Duration spent = Duration.ofMinutes(5L * random.between(1, 18));
        long end = request.number("resolved_time");
        long start = Math.max(request.number(CREATED), end - spent.toMillis());
        double charge = technician.get("cost_per_hour").doubleValue() * spent.toMinutes() / 60;
        double rounded = Math.round(charge * 100) / 100.0;
        ObjectNode values = basics(request, technician, end)
                .put("owner", technician.id())
                .put("start_time", start)
                .put("end_time", end)
                .put("time_spent", end - start)
                .put("recorded_time", end)
                .put("tech_charge", rounded)
                .put("total_charge", rounded)
                .put("worklog_type", records.at("worklog_type", 1));
        records.addBare(
                "worklog", values.set("description", request.get("resolution").path("content")));
    }

    private ObjectNode basics(Entity request, Entity author, long moment) {
        return Json.object()
                .put("request", request.id())
                .put("created_by", author.id())
                .put(CREATED, moment);
    }

    private void history(Entity request, String by, String operation, long moment) {
        History.put(portal, request.id(), by, operation, Json.array(), moment);
    }

    private static ObjectNode address(Entity person) {
        return Json.object().put("email_id", person.text("email_id")).put("name", person.text("name"));
    }
}
