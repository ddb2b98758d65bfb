package dev.sdpmcp.desk.module.engine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.desk.Fields;
import dev.sdpmcp.desk.TimeArgument;
import dev.sdpmcp.desk.metadata.Metadata;
import dev.sdpmcp.desk.metadata.ReferenceKind;
import dev.sdpmcp.desk.people.People;
import dev.sdpmcp.desk.text.SingleLine;
import dev.sdpmcp.desk.text.WrittenMarkdown;
import dev.sdpmcp.tool.ToolFailure;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a record that are to be sent, from the values that a tool was given. What is null was not given. For one
 * thread.
 */
public final class Draft {

    /** Short enough for the history; and not every database takes any text. */
    private static final Pattern ADDITIONAL_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,99}");

    private final ObjectNode fields = JsonNodeFactory.instance.objectNode();
    private final Metadata metadata;
    private final People people;

    /** An empty draft; names are resolved with these. */
    public Draft(Metadata metadata, People people) {
        this.metadata = metadata;
        this.people = people;
    }

    /** What is to be sent. */
    public ObjectNode fields() {
        return fields;
    }

    /**
     * Sets a field.
     *
     * @param value a text; a map of texts for additional fields, a boolean for a flag, a number for a number
     * @throws ToolFailure if a name or time is unknown or ambiguous
     */
    public Draft set(Field field, @Nullable Object value) {
        if (value == null) {
            return this;
        }
        ObjectNode owner = owner(field);
        String key = field.path().substring(field.path().lastIndexOf('.') + 1);
        switch (field.type()) {
            case TEXT -> owner.put(key, SingleLine.of(value.toString()));
            case CHOICE -> owner.put(key, value.toString().strip());
            case HTML -> owner.put(key, WrittenMarkdown.toHtml(value.toString()));
            case LOOKUP -> owner.putObject(key).put("name", resolved(field, value.toString()));
            case TECHNICIAN -> owner.set(key, people.technician(value.toString()));
            case REQUESTER -> owner.set(key, people.requester(value.toString()));
            case MOMENT -> owner.set(key, moment(field.name(), value.toString()));
            case FLAG -> owner.put(key, (Boolean) value);
            case NUMBER -> owner.put(key, (Integer) value);
            case ADDITIONAL -> setAdditional(owner, key, (Map<?, ?>) value);
            case DURATION -> owner.set(key, duration((Integer) value));
            case NAMES -> throw new IllegalStateException(field.name() + " is only shown");
        }
        return this;
    }

    private ObjectNode owner(Field field) {
        ObjectNode owner = fields;
        String[] steps = field.path().split("\\.");
        for (int step = 0; step < steps.length - 1; step++) {
            owner = owner.withObjectProperty(steps[step]);
        }
        return owner;
    }

    /** Always by name: an id alone is refused for statuses on some sites. */
    private String resolved(Field field, String given) {
        ReferenceKind kind = Objects.requireNonNull(field.kind(), field.name());
        String parent = field.within() == null ? null : Fields.name(fields, field.within());
        return metadata.resolve(field.name(), kind, given, parent);
    }

    /** An empty value clears the field; the beginning of a name tells its type. */
    private void setAdditional(ObjectNode owner, String key, Map<?, ?> given) {
        if (given.isEmpty()) {
            return;
        }
        ObjectNode additional = owner.putObject(key);
        given.forEach((name, text) -> putAdditional(additional, checked(name.toString()), text.toString()));
    }

    private static String checked(String name) {
        if (!ADDITIONAL_NAME.matcher(name).matches()) {
            throw new ToolFailure(
                    "Nothing was done. The names in udf_fields are letters, digits and underscores, 100 at"
                            + " most, such as txt_cost_centre; get_request shows those of this site.");
        }
        return name;
    }

    private static void putAdditional(ObjectNode additional, String name, String text) {
        if (text.isBlank()) {
            additional.putNull(name);
        } else if (name.startsWith("bool_")) {
            additional.put(name, Boolean.parseBoolean(text.strip()));
        } else if (name.startsWith("date_") || name.startsWith("dt_")) {
            additional.set(name, moment(name, text));
        } else if (name.startsWith("ref_")) {
            additional.putObject(name).put("name", text.strip());
        } else {
            additional.put(name, text); // numbers are taken as text too
        }
    }

    private static ObjectNode duration(int minutes) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("hours", Integer.toString(minutes / 60))
                .put("minutes", Integer.toString(minutes % 60));
    }

    private static ObjectNode moment(String name, String text) {
        Instant moment = Objects.requireNonNull(TimeArgument.of(name, text));
        return JsonNodeFactory.instance.objectNode().put("value", Long.toString(moment.toEpochMilli()));
    }
}
