package dev.sdpmcp.simulator.module;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.sdpmcp.simulator.model.Action;
import dev.sdpmcp.simulator.model.Actor;
import dev.sdpmcp.simulator.model.Draft;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.EntityWriter;
import dev.sdpmcp.simulator.model.ModuleRules;
import dev.sdpmcp.simulator.model.Portal;
import dev.sdpmcp.simulator.setting.Switch;
import dev.sdpmcp.simulator.wire.InnerCode;
import dev.sdpmcp.simulator.wire.Json;
import dev.sdpmcp.simulator.wire.Problems.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Rules of requests: mandatory values, defaults, refused values, the end of a hold. Used under the portal's lock. */
public final class RequestRules implements ModuleRules {
    private static final String CATEGORY = "category";
    private static final String SUBCATEGORY = "subcategory";
    private static final String TECHNICIAN = PeopleModules.TECHNICIAN;
    private static final long HOLD_CHECK_INTERVAL = 1_000;

    private long lastHoldCheck;

    RequestRules() {}

    @Override
    public Collection<String> mandatory(Draft draft) {
        List<String> names = new ArrayList<>();
        if (draft.isNew()) {
            names.addAll(mandatory(draft.portal()));
        }
        boolean categorised = draft.gave(CATEGORY) && draft.changes(CATEGORY);
        if (categorised && draft.portal().switches().on(Switch.SUBCATEGORY_MANDATORY) && !names.contains(SUBCATEGORY)) {
            names.add(SUBCATEGORY);
        }
        return names;
    }

    @Override
    public Collection<String> mandatory(Portal portal) {
        return portal.switches().names(Switch.MANDATORY_FIELDS);
    }

    @Override
    public void check(Draft draft) {
        if (draft.isNew()) {
            setDefaults(draft);
        }
        checkPriority(draft);
        checkForm(draft);
        checkGroup(draft);
        SharedFields.keepCategoriesTogether(draft);
        StatusEngine.move(draft);
        stamp(draft);
        draft.number("display_id");
    }

    @Override
    public void saved(Draft draft, Entity saved) {
        History.record(draft, saved, draft.isNew() ? "CREATE" : "UPDATE");
    }

    @Override
    public void delete(Action.Call call) {
        Trash.delete(call);
    }

    /** Resumes requests on hold whose {@code onhold_scheduler} is due; checks at most once a second. */
    @Override
    public void timePassed(Portal portal) {
        long now = portal.clock().now();
        if (Math.abs(now - lastHoldCheck) >= HOLD_CHECK_INTERVAL) {
            lastHoldCheck = now;
            portal.all(RequestModule.REQUEST).stream()
                    .filter(request -> isHeldUntil(portal, request, now))
                    .forEach(request -> resume(portal, request));
        }
    }

    /** Time limit for the resolution of a request of this priority; used for the initial data too. */
    public static Duration resolutionTime(@Nullable Entity priority) {
        String name = priority == null ? "" : priority.text("name").toLowerCase(Locale.ROOT);
        if (name.contains("critical") || name.contains("high")) {
            return Duration.ofHours(8);
        }
        return name.contains("low") ? Duration.ofDays(4) : Duration.ofDays(2);
    }

    private static void setDefaults(Draft draft) {
        draft.set("created_time", draft.now());
        draft.set("created_by", draft.me());
        draft.set("unreplied_count", LongNode.valueOf(0));
        draft.set("is_read", BooleanNode.FALSE);
        draft.setDefault("requester", draft.me());
        StatusEngine.setDefault(draft);
        SharedFields.setDefaultTemplate(draft, "request_template");
        Entity requester = draft.target("requester", PeopleModules.USER);
        if (requester != null) {
            draft.setDefault("site", requester.get("site"));
            draft.setDefault("department", requester.get("department"));
        }
        Duration limit = resolutionTime(draft.target("priority", "priority"));
        long now = draft.now().longValue();
        draft.setDefault("due_by_time", LongNode.valueOf(now + limit.toMillis()));
        draft.setDefault(
                "first_response_due_by_time",
                LongNode.valueOf(now + limit.dividedBy(4).toMillis()));
    }

    private static void checkPriority(Draft draft) {
        if (draft.portal().switches().on(Switch.PRIORITY_EDITABLE)) {
            return;
        }
        if (draft.gave("priority")) {
            String message = "Cannot give value for priority";
            draft.problems().add(Stage.READ_ONLY, InnerCode.FORBIDDEN, "priority", message);
        } else if (draft.changes("urgency")) {
            setPriorityFromUrgency(draft);
        }
    }

    /** The priority by a priority matrix: the one at the position of the urgency. */
    private static void setPriorityFromUrgency(Draft draft) {
        List<Entity> priorities = draft.portal().all("priority");
        Entity urgency = draft.target("urgency", "urgency");
        if (urgency != null && !priorities.isEmpty()) {
            int place = Math.min(draft.portal().all("urgency").indexOf(urgency), priorities.size() - 1);
            draft.set("priority", priorities.get(place).reference());
        }
    }

    /** A template may leave fields off its form; a value for such a field is refused. */
    private static void checkForm(Draft draft) {
        Entity template = draft.target("template", "request_template");
        if (template == null) {
            return;
        }
        template.get("fields_not_on_form").forEach(name -> {
            if (draft.gave(name.textValue())) {
                draft.invalid(name.textValue(), "Field is not in the template " + template.text("name"));
            }
        });
    }

    private static void checkGroup(Draft draft) {
        Entity group = draft.target("group", "group");
        boolean checked = draft.portal().switches().on(Switch.TECHNICIAN_MUST_BE_IN_GROUP)
                && (draft.changes(TECHNICIAN) || draft.changes("group"));
        if (!checked || group == null || draft.get(TECHNICIAN).isNull()) {
            return;
        }
        if (group.get("technicians").valueStream().noneMatch(draft.get(TECHNICIAN)::equals)) {
            draft.invalid(TECHNICIAN, "Technician does not belong to the group");
        }
    }

    private static void stamp(Draft draft) {
        if (draft.changes(TECHNICIAN)) {
            draft.set("assigned_time", draft.get(TECHNICIAN).isNull() ? NullNode.getInstance() : draft.now());
        }
        DetailGroup.sign(draft, "resolution", "submitted");
        draft.set("last_updated_time", draft.now());
        draft.set("editor", draft.me());
    }

    private static boolean isHeldUntil(Portal portal, Entity request, long now) {
        long moment = request.get("onhold_scheduler").path("scheduled_time").asLong(Long.MAX_VALUE);
        return moment <= now && StatusEngine.isCalled(StatusEngine.status(portal, request), StatusEngine.ON_HOLD);
    }

    private static void resume(Portal portal, Entity request) {
        String wanted = request.get("onhold_scheduler").path("change_to_status").asText("");
        String next = wanted.isEmpty() ? StatusEngine.called(portal, StatusEngine.OPEN) : wanted;
        new EntityWriter(portal, new Actor(request.text("editor")))
                .change(
                        portal.catalogue().named(RequestModule.REQUEST),
                        request,
                        Json.object().put("status", next).put("is_read", false));
    }
}
