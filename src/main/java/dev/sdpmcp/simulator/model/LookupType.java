package dev.sdpmcp.simulator.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.simulator.setting.Switch;
import dev.sdpmcp.simulator.wire.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reference to a record of another module, given as {@code {id}}, {@code {name}} or, for people, {@code {email_id}};
 * the id wins. Names are compared without regard to case.
 *
 * @param wireName the name of the type
 * @param kind how it compares
 * @param module singular name of the module pointed to
 * @param within a field of the same record that the target has to agree with, as a subcategory with its category
 * @param idNeeds a switch that has to be on before an id alone is accepted
 * @param makesWithout a switch that has to be off before an unknown e-mail address makes a new record
 */
public record LookupType(
        String wireName,
        Kind kind,
        String module,
        @Nullable String within,
        @Nullable Switch idNeeds,
        @Nullable Switch makesWithout)
        implements FieldType {
    private static final String ID = "id";
    private static final String NAME = "name";
    private static final String EMAIL = "email_id";

    /** A reference to any record of a module. */
    public static LookupType to(String module) {
        return new LookupType("lookup", Kind.REFERENCE, module, null, null, null);
    }

    /** The same, but only to records that agree in a field of this name. */
    public LookupType within(String field) {
        return new LookupType(wireName, kind, module, field, idNeeds, makesWithout);
    }

    /** The same, but by id only while a switch is on. */
    public LookupType byIdOnlyWith(Switch needed) {
        return new LookupType(wireName, kind, module, within, needed, makesWithout);
    }

    /** The same, but while a switch is off an unknown e-mail address makes a new person. */
    public LookupType makingPeopleWithout(Switch needed) {
        return new LookupType(wireName, kind, module, within, idNeeds, needed);
    }

    @Override
    public JsonNode read(Draft draft, Field field, JsonNode input) {
        if (!input.isObject()) {
            return draft.mismatch(field, "an object with an id or a name");
        }
        ModuleDefinition target = draft.portal().catalogue().named(module);
        draft.refuseOtherKeys(input, target.fields().keySet());
        return input.hasNonNull(ID) ? byId(draft, field, input) : byOther(draft, field, target, input);
    }

    @Override
    public JsonNode render(Portal portal, JsonNode stored) {
        Entity found = portal.find(module, stored.asText());
        return found == null
                ? NullNode.getInstance()
                : portal.catalogue().named(module).showAsLookup(portal, found);
    }

    @Override
    public @Nullable Member member(Catalogue catalogue, String name) {
        Field inner = catalogue.named(module).fields().get(name);
        return inner == null
                ? null
                : new Member(inner, (portal, outer) -> {
                    Entity found = portal.find(module, outer.asText());
                    return found == null ? NullNode.getInstance() : inner.valueOf(portal, found);
                });
    }

    @Override
    public void describe(Catalogue catalogue, ObjectNode metainfo) {
        metainfo.put("lookup_entity", module);
        String path = catalogue.named(module).path();
        if (!path.isEmpty()) {
            metainfo.put("href", "/" + path);
        }
    }

    private JsonNode byId(Draft draft, Field field, JsonNode input) {
        String id = input.path(ID).asText();
        boolean refused = idNeeds != null && !draft.portal().switches().on(idNeeds) && !input.hasNonNull(NAME);
        if (refused || id.isEmpty() || !id.chars().allMatch(Character::isDigit)) {
            return draft.invalid(field.name(), "Unable to parse the given data for id");
        }
        Entity found = draft.portal().find(module, id);
        return found == null || !usable(draft, found) ? draft.notPresent(field) : found.reference();
    }

    private JsonNode byOther(Draft draft, Field field, ModuleDefinition target, JsonNode input) {
        String key = input.hasNonNull(EMAIL) && target.fields().containsKey(EMAIL) ? EMAIL : NAME;
        if (!input.hasNonNull(key)) {
            return draft.invalid(field.name(), "Value not provided");
        }
        String wanted = input.path(key).asText();
        List<Entity> matches = draft.portal().all(module).stream()
                .filter(one -> one.text(key).equalsIgnoreCase(wanted) && usable(draft, one))
                .limit(2)
                .toList();
        if (matches.size() == 1) {
            return matches.getFirst().reference();
        }
        boolean makes = makesWithout != null && !draft.portal().switches().on(makesWithout);
        return makes && matches.isEmpty() && key.equals(EMAIL)
                ? draft.alsoMake(target, Json.object().put(EMAIL, wanted).put(NAME, wanted))
                        .reference()
                : draft.notPresent(field);
    }

    private boolean usable(Draft draft, Entity target) {
        boolean agrees = within == null
                || draft.get(within).isNull()
                || target.text(within).equals(draft.get(within).asText());
        return agrees && !target.is("inactive") && !target.is("deleted");
    }
}
