package dev.sdpmcp.desk.module.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.upstream.HelpDesk;
import dev.sdpmcp.upstream.UpstreamFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Holds a description against what a tenant says of its module ({@code _metainfo}): fields that the tenant does not have,
 * that hold something else, that it takes no value for, and fields that it demands and no tool takes. Stateless.
 */
public final class TenantContract {

    /** How {@code _metainfo} names what a field may hold. */
    private static final Map<FieldType, Set<String>> TYPES = Map.ofEntries(
            Map.entry(FieldType.TEXT, Set.of("string", "text", "object", "lookup", "long")),
            Map.entry(FieldType.HTML, Set.of("html", "string", "text")),
            Map.entry(FieldType.LOOKUP, Set.of("lookup")),
            Map.entry(FieldType.TECHNICIAN, Set.of("lookup")),
            Map.entry(FieldType.REQUESTER, Set.of("lookup")),
            Map.entry(FieldType.MOMENT, Set.of("datetime", "date")),
            Map.entry(FieldType.DEADLINE, Set.of("datetime", "date")),
            Map.entry(FieldType.FLAG, Set.of("boolean")),
            Map.entry(FieldType.NUMBER, Set.of("integer", "long")),
            Map.entry(FieldType.CHOICE, Set.of("string", "lookup")),
            Map.entry(FieldType.DURATION, Set.of("duration", "object")),
            Map.entry(FieldType.ADDITIONAL, Set.of("object")),
            Map.entry(FieldType.NAMES, Set.of("array")));

    private TenantContract() {}

    /**
     * The differences, a sentence each; empty if the description fits.
     *
     * @throws UpstreamFailure if the tenant cannot be asked
     */
    public static List<String> differences(ModuleDescription module, HelpDesk helpDesk) {
        JsonNode described = helpDesk.metainfo(module.type());
        List<String> differences = new ArrayList<>();
        for (Field field : module.fields().values()) {
            compare(module, field, described, differences);
        }
        ModuleDescription.Write create = module.create();
        if (create != null) {
            Set<String> taken = Set.copyOf(create.arguments().stream()
                    .map(argument -> argument.field().root())
                    .toList());
            described.properties().stream()
                    .filter(entry -> entry.getValue().path("mandatory").asBoolean() && !taken.contains(entry.getKey()))
                    .forEach(entry -> differences.add("create_" + module.singular() + " cannot give the field "
                            + entry.getKey() + ", which is mandatory"));
        }
        return differences;
    }

    private static void compare(ModuleDescription module, Field field, JsonNode described, List<String> differences) {
        JsonNode found = described;
        String[] path = field.path().split("\\.");
        for (int step = 0; step < path.length; step++) {
            found = step == 0 ? described.path(path[0]) : found.path("fields").path(path[step]);
        }
        if (found.isMissingNode()) {
            differences.add(module.plural() + " have no field " + field.path());
            return;
        }
        String type = found.path("type").asText();
        if (!TYPES.getOrDefault(field.type(), Set.of()).contains(type)) {
            differences.add("the field " + field.path() + " of " + module.plural() + " is of the type " + type);
        }
        if (!field.readOnly() && found.path("read_only").asBoolean() && isTaken(module, field)) {
            differences.add("the field " + field.path() + " of " + module.plural() + " can only be read");
        }
    }

    private static boolean isTaken(ModuleDescription module, Field field) {
        return (module.create() != null && takes(module.create(), field))
                || (module.update() != null && takes(module.update(), field));
    }

    private static boolean takes(ModuleDescription.Write write, Field field) {
        return write.arguments().stream().anyMatch(argument -> argument.field().equals(field));
    }
}
