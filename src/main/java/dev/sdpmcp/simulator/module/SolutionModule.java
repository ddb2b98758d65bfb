package dev.sdpmcp.simulator.module;

import static dev.sdpmcp.simulator.model.Field.flag;
import static dev.sdpmcp.simulator.model.Field.freeList;
import static dev.sdpmcp.simulator.model.Field.html;
import static dev.sdpmcp.simulator.model.Field.integer;
import static dev.sdpmcp.simulator.model.Field.lookup;
import static dev.sdpmcp.simulator.model.Field.moment;
import static dev.sdpmcp.simulator.model.Field.object;
import static dev.sdpmcp.simulator.model.Field.text;

import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sdpmcp.simulator.model.Action;
import dev.sdpmcp.simulator.model.Draft;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.ModuleDefinition;
import dev.sdpmcp.simulator.model.ModuleRules;
import dev.sdpmcp.simulator.model.Portal;
import dev.sdpmcp.simulator.wire.ApiFailure;
import dev.sdpmcp.simulator.wire.InnerCode;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Solutions of the knowledge base. They have no number. Only actions change the approval status; a solution is moved to the
 * trash before it can be deleted.
 */
final class SolutionModule implements ModuleRules {
    static final String SOLUTION = "solution";

    private static final String USER = PeopleModules.USER;
    private static final String STATUS = "solution_status";
    private static final String APPROVAL = "approval_status";
    private static final String COMMENT = "operation_comment";

    static ModuleDefinition definition() {
        return ModuleDefinition.called(SOLUTION, "solutions")
                .at("solutions")
                .scopes("solutions")
                .fields(text("title").mandatory(), html("description").mandatory())
                .fields(lookup("topic", "topic").mandatory(), text("keywords"), flag("is_public"))
                .fields(lookup("owner", USER), text(COMMENT), freeList("user_group_mapping"))
                .moments("review_date", "expiry_date")
                .readOnly(lookup(APPROVAL, STATUS), integer("no_of_hits").startingAs(LongNode.valueOf(0)))
                .readOnly(integer("likes").startingAs(LongNode.valueOf(0)))
                .readOnly(moment("created_time"), lookup("created_by", USER))
                .readOnly(moment("last_updated_time"), lookup("last_updated_by", USER))
                .fields(SharedFields.attachments(), object("udf_fields", text("txt_product")))
                .readOnly(Trash.fields())
                .rowFields("id", "title", "topic", "keywords", APPROVAL, "is_public", "owner", "created_time")
                .rowFields("created_by", "last_updated_time", "review_date", "expiry_date", "no_of_hits")
                .lookupFields("title")
                .sortedBy("created_time", true)
                .hiding(Trash::holds)
                .rules(new SolutionModule())
                .actions(Stream.of(
                                moving("submit_for_approval", "Approval Pending", "submitted for approval."),
                                moving("approve", "Approved", "approved successfully."),
                                moving("reject", "Rejected", "rejected successfully."))
                        .flatMap(action -> Stream.of(
                                action,
                                new Action(action.method(), "_" + action.name(), action.inputKey(), action.handler())))
                        .toList())
                .actions(Trash.actions("_"))
                .build();
    }

    @Override
    public void check(Draft draft) {
        Trash.refuseEdits(draft, SOLUTION);
        if (draft.isNew()) {
            draft.set("created_time", draft.now());
            draft.set("created_by", draft.me());
            draft.setDefault("owner", draft.me());
            draft.set(APPROVAL, status(draft.portal(), "UnApproved").reference());
        }
        draft.set("last_updated_time", draft.now());
        draft.set("last_updated_by", draft.me());
    }

    @Override
    public void delete(Action.Call call) {
        Trash.remove(call);
    }

    private static Entity status(Portal portal, String name) {
        return portal.first(STATUS, one -> one.text("name").equals(name)).orElseThrow();
    }

    /** Gives a solution a status that it does not have. */
    private static Action moving(String name, String status, String done) {
        return new Action("PUT", name, SOLUTION, call -> {
            ApiFailure.refuseOtherKeys(call.input(), Set.of(COMMENT));
            TextNode target = status(call.portal(), status).reference();
            if (call.target().get(APPROVAL).equals(target)) {
                throw ApiFailure.of(InnerCode.NOT_EDITABLE, APPROVAL, "The solution cannot be moved to " + status);
            }
            ObjectNode values = call.input().deepCopy();
            values.set(APPROVAL, target);
            call.change(values);
            return call.done(done);
        });
    }
}
