package dev.sdpmcp.simulator.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.simulator.http.HttpCall;
import dev.sdpmcp.simulator.http.HttpReply;
import dev.sdpmcp.simulator.listing.ListQuery;
import dev.sdpmcp.simulator.listing.ListQueryReader;
import dev.sdpmcp.simulator.model.Action;
import dev.sdpmcp.simulator.model.Actor;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.EntityWriter;
import dev.sdpmcp.simulator.model.ModuleDefinition;
import dev.sdpmcp.simulator.model.ModuleDefinition.Child;
import dev.sdpmcp.simulator.model.ModuleDefinition.Verb;
import dev.sdpmcp.simulator.model.Portal;
import dev.sdpmcp.simulator.module.ApprovalModule;
import dev.sdpmcp.simulator.module.AttachmentModule;
import dev.sdpmcp.simulator.wire.ApiFailure;
import dev.sdpmcp.simulator.wire.Envelope;
import dev.sdpmcp.simulator.wire.InnerCode;
import dev.sdpmcp.simulator.wire.Json;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds what can be done at an address, segment by segment, following the declarations of the modules: for each HTTP
 * method an operation that answers a call. Used under the portal's lock.
 */
record Router(Portal portal, Actor actor) {
    private static final Set<String> METAINFO = Set.of("metainfo", "_metainfo");
    private static final Set<String> DOWNLOAD = Set.of("download", "_download");
    private static final String SEND_NOTIFICATION = "send_notification";
    private static final Set<String> MAILS = Set.of("get_notification_content", SEND_NOTIFICATION);
    private static final String LIST_INFO = "list_info";

    /** What answers a call at an address. */
    interface Operation extends Function<HttpCall, HttpReply> {}

    /** All records of a module, or those below a parent; then the collection and the parent are not null. */
    private record Rows(
            ModuleDefinition module,
            @Nullable Child below,
            @Nullable Entity parent) {}

    /**
     * Resolves the segments after {@code /api/v3}.
     *
     * @throws ApiFailure with 4007 if there is no such address or record
     */
    Map<String, Operation> resolve(List<String> segments) {
        ModuleDefinition module = segments.isEmpty() ? null : portal.catalogue().at(segments.getFirst());
        if (module == null) {
            throw unknown();
        }
        return collection(new Rows(module, null, null), rest(segments));
    }

    private Map<String, Operation> collection(Rows rows, List<String> segments) {
        ModuleDefinition module = rows.module();
        if (segments.isEmpty()) {
            return verbs(
                    module, Map.of(Verb.LIST, input -> list(rows, input), Verb.CREATE, input -> create(rows, input)));
        }
        String segment = segments.getFirst();
        if (segments.size() == 1 && METAINFO.contains(segment)) {
            return metainfo(module);
        }
        if (segments.size() == 1 && module.name().equals(ApprovalModule.APPROVAL) && MAILS.contains(segment)) {
            return approvalMails(rows, segment);
        }
        if (segments.size() == 1 && segment.equals("_total_count")) {
            return Map.of("GET", answering(input -> count(rows, input)));
        }
        return one(module, record(rows, segment), rest(segments));
    }

    private Map<String, Operation> one(ModuleDefinition module, Entity entity, List<String> segments) {
        if (segments.isEmpty()) {
            return verbs(
                    module,
                    Map.of(
                            Verb.GET, input -> get(module, entity, input),
                            Verb.UPDATE, input -> update(module, entity, input),
                            Verb.DELETE, input -> delete(module, entity, input)));
        }
        String segment = segments.getFirst();
        for (Child child : module.children()) {
            if (child.path().equals(segment)) {
                ModuleDefinition below = portal.catalogue().named(child.module());
                return collection(new Rows(below, child, entity), rest(segments));
            }
        }
        if (segments.size() > 1) {
            throw unknown();
        }
        if (METAINFO.contains(segment)) {
            return metainfo(module);
        }
        Files files = new Files(portal, actor);
        if (segment.equals("_uploads") && AttachmentModule.OWNERS.contains(module.name())) {
            return Map.of("POST", call -> files.upload(call, module, entity));
        }
        if (DOWNLOAD.contains(segment) && module.name().equals(AttachmentModule.ATTACHMENT)) {
            return Map.of("GET", call -> files.download(call, entity));
        }
        return actions(module, entity, segment);
    }

    private Entity record(Rows rows, String id) {
        ModuleDefinition module = rows.module();
        Child below = rows.below();
        Entity parent = rows.parent();
        Stream<Entity> found = module.source() == null
                ? Stream.ofNullable(portal.find(module.name(), id))
                        .filter(one -> below == null
                                || parent == null
                                || one.text(below.link()).equals(parent.id()))
                : records(rows).stream().filter(one -> one.id().equals(id));
        return found.findFirst().orElseThrow(() -> {
            String removal = portal.removal(id);
            return removal == null ? unknown() : ApiFailure.of(InnerCode.NOT_FOUND, removal);
        });
    }

    private static Map<String, Operation> verbs(
            ModuleDefinition module, Map<Verb, UnaryOperator<ObjectNode>> operations) {
        Map<String, Operation> byMethod = new HashMap<>();
        operations.forEach((verb, operation) -> {
            if (module.verbs().contains(verb)) {
                byMethod.put(verb.method(), answering(operation));
            }
        });
        return byMethod;
    }

    private Map<String, Operation> actions(ModuleDefinition module, Entity entity, String name) {
        Map<String, Operation> byMethod = new HashMap<>();
        for (Action action : module.actions()) {
            if (action.name().equals(name)) {
                byMethod.put(action.method(), answering(input -> run(action, module, entity, input)));
            }
        }
        if (byMethod.isEmpty()) {
            throw unknown();
        }
        return byMethod;
    }

    /** The mail to the approvers of a level: its content, and sending it to those of {@code ?ids=}. */
    private Map<String, Operation> approvalMails(Rows rows, String segment) {
        if (!segment.equals(SEND_NOTIFICATION)) {
            ObjectNode content =
                    Json.object().put("subject", "Approval required").put("description", "<p>$ApprovalLink</p>");
            return Map.of("GET", answering(input -> Envelope.one("notification", content)));
        }
        return Map.of("PUT", call -> {
            ObjectNode mail = InputData.under("notification", InputData.of(call, Set.of("input_data", "ids")));
            if (mail.path("description").asText("").isBlank()) {
                throw ApiFailure.of(InnerCode.MANDATORY, "description", "Value not provided");
            }
            Stream.of(call.parameter("ids").orElse("").split(","))
                    .map(id -> record(rows, id))
                    .toList()
                    .forEach(one -> ApprovalModule.send(new Action.Call(portal, actor, rows.module(), one, mail)));
            return HttpReply.json(200, Envelope.done("Notification sent successfully."));
        });
    }

    private Map<String, Operation> metainfo(ModuleDefinition module) {
        return Map.of("GET", answering(input -> {
            InputData.under(LIST_INFO, input);
            return Envelope.one("metainfo", module.metainfo(portal));
        }));
    }

    private static Operation answering(UnaryOperator<ObjectNode> operation) {
        return call -> HttpReply.json(200, operation.apply(InputData.of(call)));
    }

    private ObjectNode list(Rows rows, ObjectNode input) {
        return query(rows, input).answer(portal, rows.module(), records(rows));
    }

    private ObjectNode count(Rows rows, ObjectNode input) {
        int total = query(rows, input).count(rows.module(), records(rows));
        return Envelope.done("success").put("total_count", total);
    }

    private ObjectNode create(Rows rows, ObjectNode input) {
        ModuleDefinition module = rows.module();
        ObjectNode given = InputData.under(module.name(), input);
        return shown(module, new EntityWriter(portal, actor).create(module, given, rows.below(), rows.parent()));
    }

    private ObjectNode get(ModuleDefinition module, Entity entity, ObjectNode input) {
        InputData.under(module.name(), input);
        return shown(module, entity);
    }

    private ObjectNode update(ModuleDefinition module, Entity entity, ObjectNode input) {
        ObjectNode given = InputData.under(module.name(), input);
        return shown(module, new EntityWriter(portal, actor).update(module, entity, given));
    }

    private ObjectNode delete(ModuleDefinition module, Entity entity, ObjectNode input) {
        module.rules().delete(new Action.Call(portal, actor, module, entity, input));
        return Envelope.done("Deleted successfully.");
    }

    private ObjectNode run(Action action, ModuleDefinition module, Entity entity, ObjectNode input) {
        String key = action.inputKey();
        ObjectNode given = Action.UNWRAPPED.equals(key) ? input : InputData.under(key == null ? "" : key, input);
        return action.handler().apply(new Action.Call(portal, actor, module, entity, given));
    }

    private ListQuery query(Rows rows, ObjectNode input) {
        return new ListQueryReader(portal, actor, rows.module()).read(InputData.under(LIST_INFO, input));
    }

    private Collection<Entity> records(Rows rows) {
        return rows.module().records(portal, rows.below(), rows.parent());
    }

    private ObjectNode shown(ModuleDefinition module, Entity entity) {
        return Envelope.one(module.name(), module.show(portal, entity));
    }

    private static List<String> rest(List<String> segments) {
        return segments.subList(1, segments.size());
    }

    private static ApiFailure unknown() {
        return ApiFailure.of(InnerCode.NOT_FOUND, "Invalid URL");
    }
}
