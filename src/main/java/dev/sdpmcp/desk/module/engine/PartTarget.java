package dev.sdpmcp.desk.module.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.desk.metadata.ReferenceKind;
import dev.sdpmcp.desk.write.RecordType;
import dev.sdpmcp.tool.FailureCause;
import dev.sdpmcp.tool.ToolFailure;
import dev.sdpmcp.tool.shape.Arguments;
import dev.sdpmcp.upstream.EntityId;
import dev.sdpmcp.upstream.HelpDesk;
import dev.sdpmcp.upstream.ResourceType;
import dev.sdpmcp.upstream.ResourceType.Entity;
import dev.sdpmcp.upstream.UpstreamFailure;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The collection below one record that a call is about.
 *
 * @param owner the record
 */
record PartTarget(ModuleDescription module, SubResource part, Entity owner) {

    /** In the API. */
    ResourceType collection() {
        return owner.part(part.key(), part.plural());
    }

    /** The tool that shows what is there. */
    String listTool() {
        return "list_" + part.plural();
    }

    /**
     * The one that the arguments name.
     *
     * @throws ToolFailure if they name none
     */
    Entity named(Arguments given) {
        String id = given.requiredText(part.idArgument()).strip();
        if (!EntityId.isValid(id)) {
            throw new ToolFailure("\"" + part.idArgument() + "\" must be the id of a " + part.kind() + " as "
                    + listTool() + " shows it.");
        }
        return collection().entity(new EntityId(id));
    }

    /**
     * Reads one.
     *
     * @throws ToolFailure if there is none
     * @throws UpstreamFailure if it cannot be read
     */
    ObjectNode read(Entity one, HelpDesk helpDesk) {
        try {
            return helpDesk.get(one);
        } catch (UpstreamFailure.NotFound unknown) {
            throw new ToolFailure(
                            "There is no " + part.kind() + " " + one.id() + " of this " + module.singular()
                                    + ". Look with " + listTool() + ".",
                            unknown)
                    .because(FailureCause.NOT_FOUND);
        }
    }

    /** One of the collection, as far as writing needs to know it; it is looked for in the list of its record. */
    RecordType recordType() {
        Map<String, ReferenceKind> lookups = new HashMap<>();
        part.fields()
                .filter(field -> field.kind() != null)
                .forEach(field -> lookups.put(field.path(), Objects.requireNonNull(field.kind())));
        String look = listTool() + " of " + module.singular() + " " + owner.id() + " for";
        return new RecordType(collection(), part.kind(), part.kind(), textField(), look, look, lookups);
    }

    /** The field that tells one from another. */
    String textField() {
        return part.arguments().getFirst().field().path();
    }
}
