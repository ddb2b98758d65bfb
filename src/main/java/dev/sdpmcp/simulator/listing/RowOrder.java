package dev.sdpmcp.simulator.listing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.simulator.model.Entity;
import dev.sdpmcp.simulator.model.FieldType.Kind;
import dev.sdpmcp.simulator.model.ModuleDefinition;
import dev.sdpmcp.simulator.model.Portal;
import dev.sdpmcp.simulator.wire.ApiFailure;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Locale;
import java.util.function.Function;
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
            throw ApiFailure.mismatch("sort_fields", "give an array");
        }
        return fields.valueStream()
                .map(one -> by(
                        FieldPath.resolve(portal, definition, one.path("field").asText(), "sort_fields"),
                        isDown(one.path("order"), false)))
                .reduce(Comparator::thenComparing)
                .orElse(Comparator.comparing(Entity::id));
    }

    private static boolean isDown(JsonNode order, boolean unlessGiven) {
        if (order.isMissingNode() || order.isNull()) {
            return unlessGiven;
        }
        return switch (order.asText().toLowerCase(Locale.ROOT)) {
            case "asc" -> false;
            case "desc" -> true;
            default -> throw ApiFailure.invalid("sort_order", "Invalid Input: asc or desc");
        };
    }

    private static Comparator<Entity> by(FieldPath given, boolean down) {
        FieldPath path = given.toName();
        boolean isText = path.kind() == Kind.TEXT || path.kind() == Kind.REFERENCE;
        Comparator<Entity> up = isText
                ? Comparator.comparing(
                        entity -> first(path, entity, value -> value.asText().toLowerCase(Locale.ROOT)),
                        Comparator.nullsLast(Comparator.naturalOrder()))
                : Comparator.comparing(
                        entity -> first(path, entity, RowOrder::number),
                        Comparator.nullsLast(Comparator.naturalOrder()));
        return down ? up.reversed() : up;
    }

    private static <T> @Nullable T first(FieldPath path, Entity entity, Function<JsonNode, T> form) {
        return path.values(entity).stream().map(form).findFirst().orElse(null);
    }

    private static BigDecimal number(JsonNode value) {
        return value.isBoolean() ? BigDecimal.valueOf(value.booleanValue() ? 1 : 0) : value.decimalValue();
    }
}
