package dev.sdpmcp.simulator.module;

import static dev.sdpmcp.simulator.model.Field.choice;
import static dev.sdpmcp.simulator.model.Field.flag;
import static dev.sdpmcp.simulator.model.Field.integer;
import static dev.sdpmcp.simulator.model.Field.lookup;
import static dev.sdpmcp.simulator.model.Field.moment;
import static dev.sdpmcp.simulator.model.Field.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sdpmcp.simulator.model.Action;
import dev.sdpmcp.simulator.model.Draft;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.ModuleDefinition;
import dev.sdpmcp.simulator.model.ModuleDefinition.Verb;
import dev.sdpmcp.simulator.model.ModuleRules;
import dev.sdpmcp.simulator.model.Portal;
import dev.sdpmcp.simulator.wire.ApiFailure;
import dev.sdpmcp.simulator.wire.InnerCode;
import dev.sdpmcp.simulator.wire.Json;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Approvals of requests and changes: each level has approvers. An approval is to be sent, then pending, then approved or
 * rejected by its approver, which decides the level by its rule, and the record by all of its levels.
 */
public final class ApprovalModule implements ModuleRules {
    /** The module of one approval. */
    public static final String APPROVAL = "approval";

    static final String LEVEL = "approval_level";
    static final String STATUS = "approval_status";
    static final String TO_BE_SENT = "To Be Sent";

    private static final String PENDING = "Pending Approval";
    private static final String APPROVED = "Approved";
    private static final String REJECTED = "Rejected";
    private static final String COMMENTS = "comments";
    private static final List<String> OWNERS = List.of(RequestModule.REQUEST, ChangeModule.CHANGE);

    private ApprovalModule() {}

    /** Approvals of one level. */
    static ModuleDefinition definition() {
        return ModuleDefinition.called(APPROVAL, "approvals")
                .fields(lookup("approver", PeopleModules.USER).mandatory())
                .readOnly(lookup("original_approver", PeopleModules.USER), text(COMMENTS), flag("deleted"))
                .readOnly(moment("sent_on"), moment("action_taken_on"), lookup("status", STATUS))
                .below(LEVEL)
                .sortedBy("id", false)
                .verbs(Verb.LIST, Verb.GET, Verb.CREATE, Verb.DELETE)
                .rules(new ApprovalModule())
                .actions(Stream.of("approve", "_approve")
                        .map(name -> new Action("PUT", name, APPROVAL, call -> decide(call, APPROVED)))
                        .toList())
                .actions(Stream.of("reject", "_reject")
                        .map(name -> new Action("PUT", name, APPROVAL, call -> decide(call, REJECTED)))
                        .toList())
                .build();
    }

    /** Levels of one record. */
    static ModuleDefinition levels() {
        return ModuleDefinition.called(LEVEL, "approval_levels")
                .fields(integer("level").mandatory(), choice("approval_rule", "everyone", "anyone"))
                .fields(lookup(StageRules.STAGE, "change_stage"))
                .readOnly(lookup("status", STATUS), text("associated_entity"))
                .readOnly(moment("created_time"), lookup("created_by", PeopleModules.USER))
                .below(OWNERS.toArray(String[]::new))
                .sortedBy("level", false)
                .verbs(Verb.LIST, Verb.GET, Verb.CREATE, Verb.DELETE)
                .child("approvals", APPROVAL, LEVEL)
                .rules(new LevelRules())
                .build();
    }

    @Override
    public void check(Draft draft) {
        Entity level = draft.target(LEVEL, LEVEL);
        boolean taken = level != null
                && draft.portal().linked(APPROVAL, LEVEL, level.id()).stream()
                        .anyMatch(other -> other.get("approver").equals(draft.get("approver")));
        if (taken) {
            draft.refuse(InnerCode.NOT_UNIQUE, "approver", "The approver is in this level already");
        }
        draft.set("original_approver", draft.get("approver"));
        draft.set("status", status(draft.portal(), TO_BE_SENT));
    }

    /** Sends the mail of an approval that has none yet. */
    public static void send(Action.Call call) {
        if (is(call, call.target(), TO_BE_SENT)) {
            ObjectNode sent = Json.object().put("sent_on", call.portal().clock().now());
            put(call, APPROVAL, call.target(), sent.set("status", status(call.portal(), PENDING)));
            recompute(call);
        }
    }

    private static ObjectNode decide(Action.Call call, String decision) {
        ApiFailure.refuseOtherKeys(call.input(), Set.of(COMMENTS));
        String comments = call.input().path(COMMENTS).asText("");
        if (comments.length() > 250) {
            throw ApiFailure.invalid(COMMENTS, "Give at most 250 characters");
        }
        if (!call.target().text("approver").equals(call.actor().userId())) {
            throw ApiFailure.of(InnerCode.FORBIDDEN, "Only the approver can do this");
        }
        if (is(call, call.target(), TO_BE_SENT)) {
            throw ApiFailure.of(InnerCode.NOT_EDITABLE, "status", "Recommendation mail is not yet sent");
        }
        if (!is(call, call.target(), PENDING)) {
            throw ApiFailure.of(InnerCode.NOT_EDITABLE, "status", "Action has been taken already");
        }
        ObjectNode decided = Json.object()
                .put("action_taken_on", call.portal().clock().now())
                .put(COMMENTS, comments);
        put(call, APPROVAL, call.target(), decided.set("status", status(call.portal(), decision)));
        recompute(call);
        return call.done(decision.equals(APPROVED) ? "approved successfully." : "rejected successfully.");
    }

    /** The status of the level by its rule, and of the record by its levels. */
    private static void recompute(Action.Call call) {
        Portal portal = call.portal();
        Entity level = portal.find(LEVEL, call.target().text(LEVEL));
        if (level == null) {
            return;
        }
        List<Entity> approvals = portal.linked(APPROVAL, LEVEL, level.id());
        boolean anyone = level.text("approval_rule").equals("anyone");
        String outcome = outcome(call, approvals, anyone);
        Entity decided = level.with(Json.object().set("status", status(portal, outcome)));
        portal.put(LEVEL, decided);
        for (String owner : OWNERS) {
            Entity record = portal.find(owner, level.text(owner));
            if (record != null) {
                String all = outcome(call, portal.linked(LEVEL, owner, record.id()), false);
                portal.put(owner, record.with(Json.object().set(STATUS, status(portal, all))));
            }
        }
    }

    private static String outcome(Action.Call call, List<Entity> parts, boolean oneIsEnough) {
        String decisive = oneIsEnough ? APPROVED : REJECTED;
        String other = oneIsEnough ? REJECTED : APPROVED;
        if (parts.stream().anyMatch(part -> is(call, part, decisive))) {
            return decisive;
        }
        return parts.stream().allMatch(part -> is(call, part, other)) ? other : PENDING;
    }

    private static void put(Action.Call call, String module, Entity before, ObjectNode values) {
        call.portal().put(module, before.with(values));
    }

    private static boolean is(Action.Call call, Entity record, String name) {
        return record.get("status").equals(status(call.portal(), name));
    }

    private static TextNode status(Portal portal, String name) {
        return portal.first(STATUS, status -> status.text("name").equals(name))
                .orElseThrow(() -> new IllegalStateException("the profile has no approval status " + name))
                .reference();
    }

    private static final class LevelRules implements ModuleRules {
        @Override
        public List<String> mandatory(Draft draft) {
            return draft.get(ChangeModule.CHANGE).isNull() ? List.of() : List.of(StageRules.STAGE);
        }

        @Override
        public void check(Draft draft) {
            long number = draft.get("level").asLong(0);
            boolean taken = OWNERS.stream()
                    .filter(owner -> !draft.get(owner).isNull())
                    .flatMap(owner ->
                            draft.portal().linked(LEVEL, owner, draft.get(owner).asText()).stream())
                    .anyMatch(other -> other.number("level") == number);
            if (taken) {
                draft.refuse(InnerCode.NOT_UNIQUE, "level", "There is such a level already");
            } else if (number < 1) {
                draft.invalid("level", "Give a number from 1");
            }
            draft.setDefault("approval_rule", TextNode.valueOf("everyone"));
            draft.set("status", status(draft.portal(), TO_BE_SENT));
            draft.set("created_time", draft.now());
            draft.set("created_by", draft.me());
            draft.set(
                    "associated_entity",
                    TextNode.valueOf(draft.get(RequestModule.REQUEST).isNull() ? "change" : "request"));
        }
    }
}
