package dev.sdpmcp.simulator.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sdpmcp.simulator.model.Actor;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.Portal;
import dev.sdpmcp.simulator.setting.Profile;
import dev.sdpmcp.simulator.wire.Json;
import java.util.List;
import java.util.Locale;

/**
 * Fills an empty portal with set-up data, people, tickets, problems, changes, releases and solutions. The words come from resources,
 * the rest from a seed. Used under the portal's lock.
 */
record Seeder(Portal portal, Profile profile, long seed, PlainRecords records) {
    private static final String NAME = "name";
    private static final String DOMAIN = "@example.org";

    /** Problems, changes, solutions and releases have ranges of ids, so that their number does not move the ids of later requests. */
    private static final long FIRST_CHANGE_ID = 500_000_001L;

    private static final long FIRST_SOLUTION_ID = 600_000_001L;
    private static final long FIRST_RELEASE_ID = 700_000_001L;
    /** Approvals have a separate range too. */
    private static final long FIRST_APPROVAL_ID = 800_000_001L;

    Seeder(Portal portal, Profile profile, long seed) {
        this(portal, profile, seed, new PlainRecords(portal));
    }

    /** Fills it; the answer is the technician that the tokens belong to: the first one. */
    Actor fill(int tickets) {
        JsonNode setup = Json.resource("setup.json");
        records.addAll(profile.content().path("records"));
        records.addAll(setup.path("records"));
        addCategories(setup.path("categories"));
        JsonNode people = Json.resource("people.json");
        people.path("technicians").forEach(this::addTechnician);
        people.path("requesters").forEach(plain -> records.add("user", person(plain)));
        fillGroups();
        SeededRandom random = new SeededRandom(seed);
        new TicketSeed(portal, random, new Timeline(portal.clock(), random)).add(tickets);
        portal.numberedFrom(FIRST_CHANGE_ID, new ChangeSeed(portal, new SeededRandom(seed))::addAll);
        portal.numberedFrom(FIRST_SOLUTION_ID, new SolutionSeed(portal, records)::addAll);
        portal.numberedFrom(FIRST_RELEASE_ID, new ChangeSeed(portal, new SeededRandom(seed))::addReleases);
        portal.numberedFrom(FIRST_APPROVAL_ID, new ApprovalSeed(portal, records)::addAll);
        return new Actor(portal.all("technician").getFirst().id());
    }

    private void addCategories(JsonNode categories) {
        categories.forEachEntry((category, subcategories) -> {
            records.add("category", named(category));
            subcategories.forEachEntry((subcategory, items) -> {
                String id = records.add("subcategory", named(subcategory).put("category", category))
                        .id();
                // subcategories share names ("General"), so the items refer to them by id
                items.forEach(
                        item -> records.add("item", named(item.textValue()).put("subcategory", id)));
            });
        });
    }

    private static ObjectNode named(String name) {
        return Json.object().put(NAME, name);
    }

    private void addTechnician(JsonNode plain) {
        ObjectNode full = person(plain).put("department", "IT");
        full.putArray("associated_sites").add(plain.path("site").textValue());
        full.putArray("roles").add("SDTechnician");
        full.put("login_name", full.path("email_id").textValue());
        records.add("technician", full);
    }

    private ObjectNode person(JsonNode plain) {
        String name = plain.path(NAME).textValue();
        String[] parts = name.split(" ", 2);
        int number = 1000 + portal.all("user").size();
        ObjectNode full = plain.deepCopy();
        full.put("first_name", parts[0]).put("last_name", parts[1]);
        full.put("email_id", name.toLowerCase(Locale.ROOT).replace(' ', '.') + DOMAIN);
        full.put("employee_id", "E-" + number).put("phone", "+47 555 " + number);
        full.put("created_time", portal.clock().now());
        return full;
    }

    /** Technicians know their groups; the groups learn their technicians. */
    private void fillGroups() {
        for (Entity group : portal.all("group")) {
            List<TextNode> members = portal.all("technician").stream()
                    .filter(one -> one.get("groups").valueStream().anyMatch(group.reference()::equals))
                    .map(Entity::reference)
                    .toList();
            portal.put(
                    "group",
                    group.with(Json.object().set("technicians", Json.array().addAll(members))));
        }
    }
}
