package dev.sdpmcp.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads values out of entities of the v3 API, which come in several forms each. All methods give null for what is
 * missing, null or empty. Stateless.
 */
public final class Fields {

    private Fields() {}

    /** Text, or a number as text, or the value of {@code {"value", "display_value"}}. */
    public static @Nullable String text(JsonNode entity, String field) {
        JsonNode value = entity.path(field);
        JsonNode scalar = value.isObject() ? value.path("value") : value;
        String text = scalar.isValueNode() && !scalar.isNull() ? scalar.asText().strip() : "";
        return text.isEmpty() ? null : text;
    }

    /** The number that people use, with its prefix where the module has one: {@code 1042}, {@code PB-12}. */
    public static @Nullable String displayId(JsonNode entity) {
        String shown = text(entity.path("display_id"), "display_value");
        return shown == null ? text(entity, "display_id") : shown;
    }

    /** The name of a lookup such as {@code status}, or of a person. */
    public static @Nullable String name(JsonNode entity, String field) {
        JsonNode value = entity.path(field);
        return value.isTextual() ? text(entity, field) : text(value, "name");
    }

    /** A person as {@code Name <address>}, as far as both are known. */
    public static @Nullable String person(JsonNode entity, String field) {
        String name = name(entity, field);
        String address = text(entity.path(field), "email_id");
        if (name == null || address == null) {
            return name == null ? address : name;
        }
        return name + " <" + address + ">";
    }

    /** A moment; {@link DeskZone} shows it. */
    public static @Nullable Instant instant(JsonNode entity, String field) {
        String millis = text(entity, field);
        if (millis == null || !millis.matches("-?[0-9]{1,16}")) {
            return null;
        }
        try {
            return Instant.ofEpochMilli(Long.parseLong(millis));
        } catch (DateTimeException beyondAllTime) {
            return null;
        }
    }

    /** True only for {@code true} and {@code "true"}. */
    public static boolean flag(JsonNode entity, String field) {
        return entity.path(field).asBoolean(false);
    }
}
