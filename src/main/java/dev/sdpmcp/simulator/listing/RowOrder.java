package dev.sdpmcp.simulator.listing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.FieldType.Kind;
import dev.sdpmcp.simulator.model.ModuleDefinition;
import dev.sdpmcp.simulator.model.Portal;
import dev.sdpmcp.simulator.wire.ApiFailure;
import dev.sdpmcp.simulator.wire.InnerCode;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The order of rows: {@code sort_fields}, or {@code sort_field} with {@code sort_order}, or the module's own.
 * Empty values come last going up.
 */
final class RowOrder {
    private RowOrder() {}

    static Comparator<Entity> read(Portal portal, ModuleDefinition definition, JsonNode listInfo) {
        if (listInfo.hasNonNull("sort_fields")) {
            return several(portal, definition, listInfo.path("sort_fields"));
        }
        boolean given = listInfo.hasNonNull("sort_field");
        String field = given ? listInfo.path("sort_field").asText() : definition.sortField();
        boolean down = isDown(listInfo.path("sort_order"), definition.sortsDown() && !given);
        // ids grow: of two rows of one millisecond the younger one is the later one
        Comparator<Entity> age = Comparator.comparing(Entity::id);
        return by(FieldPath.resolve(portal, definition, field, "sort_field"), down)
                .thenComparing(down ? age.reversed() : age);
    }

    private static Comparator<Entity> several(Portal portal, ModuleDefinition definition, JsonNode fields) {
        if (!fields.isArray()) {
            throw ApiFailure.of(InnerCode.TYPE_MISMATCH, "sort_fields", "Data type mismatch: give an array");
        }
        Stream.Builder<Comparator<Entity>> orders = Stream.builder();
        for (JsonNode one : fields) {
            FieldPath path =
                    FieldPath.resolve(portal, definition, one.path("field").asText(), "sort_fields");
            orders.add(by(path, isDown(one.path("order"), false)));
        }
        return orders.build().reduce(Comparator::thenComparing).orElse(Comparator.comparing(Entity::id));
    }

    private static boolean isDown(JsonNode order, boolean unlessGiven) {
        if (order.isMissingNode() || order.isNull()) {
            return unlessGiven;
        }
        return switch (order.asText().toLowerCase(Locale.ROOT)) {
            case "asc" -> false;
            case "desc" -> true;
            default -> throw ApiFailure.of(InnerCode.INVALID_VALUE, "sort_order", "Invalid Input: asc or desc");
        };
    }

    private static Comparator<Entity> by(FieldPath given, boolean down) {
        FieldPath path = given.toName();
        Comparator<Entity> up = path.kind() == Kind.TEXT || path.kind() == Kind.REFERENCE
                ? Comparator.comparing(entity -> text(path, entity), Comparator.nullsLast(Comparator.naturalOrder()))
                : Comparator.comparing(entity -> number(path, entity), Comparator.nullsLast(Comparator.naturalOrder()));
        return down ? up.reversed() : up;
    }

    private static @Nullable String text(FieldPath path, Entity entity) {
        List<JsonNode> values = path.values(entity);
        return values.isEmpty() ? null : values.getFirst().asText().toLowerCase(Locale.ROOT);
    }

    private static @Nullable BigDecimal number(FieldPath path, Entity entity) {
        List<JsonNode> values = path.values(entity);
        if (values.isEmpty()) {
            return null;
        }
        JsonNode value = values.getFirst();
        return value.isBoolean() ? BigDecimal.valueOf(value.booleanValue() ? 1 : 0) : value.decimalValue();
    }
}
