package dev.sdpmcp.simulator.module;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sdpmcp.simulator.model.Draft;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.Portal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Default values of new requests. */
final class RequestDefaults {
    private static final String DUE = "due_by_time";
    private static final String FIRST_RESPONSE_DUE = "first_response_due_by_time";

    private RequestDefaults() {}

    static void fill(Draft draft) {
        Portal portal = draft.portal();
        LongNode now = LongNode.valueOf(portal.clock().now());
        TextNode me = TextNode.valueOf(draft.actor().userId());
        draft.set("created_time", now);
        draft.set("created_by", me);
        draft.set("unreplied_count", LongNode.valueOf(0));
        draft.set("is_read", BooleanNode.FALSE);
        unlessGiven(draft, "requester", me.textValue());
        unlessGiven(draft, "status", StatusEngine.called(portal, StatusEngine.OPEN));
        unlessGiven(draft, "template", defaultTemplate(portal));
        takeFromRequester(draft);
        setDueTimes(draft, portal.clock().now());
    }

    /** The priority by a priority matrix: the one at the position of the urgency. */
    static void priorityFromUrgency(Draft draft) {
        Portal portal = draft.portal();
        List<Entity> urgencies = List.copyOf(portal.all(portal.catalogue().named("urgency")));
        List<Entity> priorities = List.copyOf(portal.all(portal.catalogue().named("priority")));
        Entity urgency = draft.target("urgency", "urgency");
        if (urgency != null && !priorities.isEmpty()) {
            int place = Math.min(urgencies.indexOf(urgency), priorities.size() - 1);
            draft.set("priority", TextNode.valueOf(priorities.get(place).id()));
        }
    }

    /** Time limit for the resolution of a request of this priority; used for the initial data too. */
    static Duration resolutionTime(@Nullable Entity priority) {
        String name = priority == null ? "" : priority.text("name").toLowerCase(Locale.ROOT);
        if (name.contains("critical") || name.contains("high")) {
            return Duration.ofHours(8);
        }
        return name.contains("low") ? Duration.ofDays(4) : Duration.ofDays(2);
    }

    private static void setDueTimes(Draft draft, long now) {
        Duration limit = resolutionTime(draft.target("priority", "priority"));
        if (draft.get(DUE).isNull()) {
            draft.set(DUE, LongNode.valueOf(now + limit.toMillis()));
        }
        if (draft.get(FIRST_RESPONSE_DUE).isNull()) {
            draft.set(
                    FIRST_RESPONSE_DUE,
                    LongNode.valueOf(now + limit.dividedBy(4).toMillis()));
        }
    }

    private static void takeFromRequester(Draft draft) {
        Entity requester = draft.target("requester", PeopleModules.USER);
        if (requester != null) {
            unlessGiven(draft, "site", requester.text("site"));
            unlessGiven(draft, "department", requester.text("department"));
        }
    }

    private static String defaultTemplate(Portal portal) {
        return portal.all(portal.catalogue().named("request_template")).stream()
                .filter(template -> template.is("is_default"))
                .map(Entity::id)
                .findFirst()
                .orElse("");
    }

    private static void unlessGiven(Draft draft, String field, String id) {
        if (!draft.gave(field) && !id.isEmpty()) {
            draft.set(field, TextNode.valueOf(id));
        }
    }
}
