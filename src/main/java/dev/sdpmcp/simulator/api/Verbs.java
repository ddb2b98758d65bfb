package dev.sdpmcp.simulator.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.simulator.api.Router.Target;
import dev.sdpmcp.simulator.listing.ListQuery;
import dev.sdpmcp.simulator.listing.ListQueryReader;
import dev.sdpmcp.simulator.model.Action;
import dev.sdpmcp.simulator.model.Actor;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.EntityWriter;
import dev.sdpmcp.simulator.model.ModuleDefinition;
import dev.sdpmcp.simulator.model.ModuleDefinition.Verb;
import dev.sdpmcp.simulator.model.Portal;
import dev.sdpmcp.simulator.wire.ApiFailure;
import dev.sdpmcp.simulator.wire.Envelope;
import dev.sdpmcp.simulator.wire.InnerCode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Runs a method on a target, in two steps: the choice of the operation (is the method allowed?), then the
 * operation with the input.
 */
final class Verbs {
    private static final String LIST_INFO = "list_info";

    private final Portal portal;
    private final Actor actor;

    Verbs(Portal portal, Actor actor) {
        this.portal = portal;
        this.actor = actor;
    }

    /**
     * The operation of a method on a target.
     *
     * @throws ApiFailure if the target has no such method
     */
    Function<ObjectNode, ObjectNode> choose(String method, Target target) {
        return switch (target) {
            case Target.Collection rows -> onCollection(method, rows);
            case Target.One one -> onOne(method, one);
            case Target.Actions actions -> onAction(method, actions);
            case Target.Count count -> onlyRead(method, input -> count(count.rows(), input));
            case Target.Metainfo described ->
                onlyRead(method, input -> {
                    InputData.under(LIST_INFO, input);
                    return Envelope.one("metainfo", described.module().metainfo(portal));
                });
        };
    }

    private static Function<ObjectNode, ObjectNode> onlyRead(String method, Function<ObjectNode, ObjectNode> reading) {
        if (!method.equals("GET")) {
            throw wrongMethod();
        }
        return reading;
    }

    private Function<ObjectNode, ObjectNode> onCollection(String method, Target.Collection rows) {
        ModuleDefinition module = rows.module();
        if (method.equals("GET") && module.verbs().contains(Verb.LIST)) {
            return input -> query(rows, input).answer(portal, module, records(rows));
        }
        if (method.equals("POST") && module.verbs().contains(Verb.CREATE)) {
            return input -> {
                ObjectNode given = InputData.under(module.name(), input);
                Entity made = new EntityWriter(portal, actor).create(module, given, rows.below(), rows.parent());
                return shown(module, made);
            };
        }
        throw wrongMethod();
    }

    private Function<ObjectNode, ObjectNode> onOne(String method, Target.One one) {
        ModuleDefinition module = one.module();
        if (method.equals("GET") && module.verbs().contains(Verb.GET)) {
            return input -> {
                InputData.under(module.name(), input);
                return shown(module, one.entity());
            };
        }
        if (method.equals("PUT") && module.verbs().contains(Verb.UPDATE)) {
            return input -> {
                ObjectNode given = InputData.under(module.name(), input);
                return shown(module, new EntityWriter(portal, actor).update(module, one.entity(), given));
            };
        }
        if (method.equals("DELETE") && module.verbs().contains(Verb.DELETE)) {
            return input -> {
                module.rules().delete(new Action.Call(portal, actor, module, one.entity(), input));
                return Envelope.done("Deleted successfully.");
            };
        }
        throw wrongMethod();
    }

    private Function<ObjectNode, ObjectNode> onAction(String method, Target.Actions target) {
        Action action = target.actions().stream()
                .filter(one -> one.method().equals(method))
                .findFirst()
                .orElseThrow(Verbs::wrongMethod);
        return input -> {
            String key = action.inputKey();
            ObjectNode given = Action.UNWRAPPED.equals(key) ? input : InputData.under(key == null ? "" : key, input);
            return action.handler().apply(new Action.Call(portal, actor, target.module(), target.entity(), given));
        };
    }

    private ObjectNode count(Target.Collection rows, ObjectNode input) {
        int total = query(rows, input).count(rows.module(), records(rows));
        ObjectNode answer = Envelope.done("success");
        answer.put("total_count", total);
        return answer;
    }

    private ListQuery query(Target.Collection rows, ObjectNode input) {
        return new ListQueryReader(portal, actor, rows.module()).read(InputData.under(LIST_INFO, input));
    }

    private Collection<Entity> records(Target.Collection rows) {
        return rows.module().records(portal, rows.below(), rows.parent());
    }

    private ObjectNode shown(ModuleDefinition module, Entity entity) {
        return Envelope.one(module.name(), module.show(portal, entity));
    }

    static ApiFailure wrongMethod() {
        ObjectNode message = Envelope.message(InnerCode.GENERAL, "Invalid HTTP method");
        return new ApiFailure(405, List.of(message), Map.of());
    }
}
