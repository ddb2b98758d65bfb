package dev.sdpmcp.desk.module.engine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.desk.DeskZone;
import dev.sdpmcp.desk.Fields;
import dev.sdpmcp.desk.TimeArgument;
import dev.sdpmcp.desk.TimeArgument.Day;
import dev.sdpmcp.desk.metadata.Metadata;
import dev.sdpmcp.desk.metadata.ReferenceKind;
import dev.sdpmcp.desk.people.People;
import dev.sdpmcp.desk.text.SingleLine;
import dev.sdpmcp.desk.text.WrittenMarkdown;
import dev.sdpmcp.tool.ToolFailure;
import dev.sdpmcp.tool.shape.Arguments;
import dev.sdpmcp.upstream.ResourceType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a record that are to be sent, from the values that a tool was given. What is null was not given. For one
 * thread.
 */
public final class Draft {

    private final ObjectNode fields = JsonNodeFactory.instance.objectNode();
    private final StringBuilder texts = new StringBuilder();
    private final ResourceType module;
    private final Metadata metadata;
    private final People people;
    private final DeskZone zone;

    /** An empty draft of a record of the module; names are resolved, and times without an offset are read, with these. */
    public Draft(ResourceType module, Metadata metadata, People people, DeskZone zone) {
        this.module = module;
        this.metadata = metadata;
        this.people = people;
        this.zone = zone;
    }

    /** What was done, with a remark if a text was written as HTML. */
    public String describe(String done) {
        return WrittenMarkdown.describe(done, texts.toString());
    }

    /** What is to be sent. */
    public ObjectNode fields() {
        return fields;
    }

    /**
     * Sets a field.
     *
     * @param value a text; a map of texts for additional fields (null clears one), a boolean for a flag, a number for a number
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
            case HTML -> {
                texts.append(value).append('\n');
                owner.put(key, WrittenMarkdown.withContent(field.name(), value.toString()));
            }
            case LOOKUP -> owner.putObject(key).put("name", resolved(field, value.toString()));
            case TECHNICIAN -> owner.set(key, people.technician(value.toString()));
            case REQUESTER -> owner.set(key, people.requester(value.toString()));
            case MOMENT -> owner.set(key, moment(field.name(), value.toString(), Day.START));
            case DEADLINE -> owner.set(key, moment(field.name(), value.toString(), Day.END));
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

    private void setAdditional(ObjectNode owner, String key, Map<?, ?> given) {
        if (given.isEmpty()) {
            return;
        }
        AdditionalValues values = new AdditionalValues(metadata.additionalFields(module), zone);
        ObjectNode additional = owner.putObject(key);
        given.forEach((name, text) -> values.put(additional, name.toString(), (String) text));
    }

    /** Sets the fields that were given, in the order of the arguments. */
    public Draft setAll(List<DescribedField> arguments, Arguments given) {
        arguments.forEach(
                argument -> set(argument.field(), given.value(argument.field().name())));
        return this;
    }

    /**
     * Empties a field.
     *
     * @param field a text, lookup, person or time
     */
    public Draft clear(Field field) {
        ObjectNode owner = owner(field);
        String key = field.path().substring(field.path().lastIndexOf('.') + 1);
        if (field.type() == FieldType.TEXT || field.type() == FieldType.HTML) {
            owner.put(key, "");
        } else {
            owner.putNull(key);
        }
        return this;
    }

    private static ObjectNode duration(int minutes) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("hours", Integer.toString(minutes / 60))
                .put("minutes", Integer.toString(minutes % 60));
    }

    private ObjectNode moment(String name, String text, Day day) {
        return moment(name, text, zone, day);
    }

    static ObjectNode moment(String name, String text, DeskZone zone, Day day) {
        Instant moment = Objects.requireNonNull(TimeArgument.of(name, text, zone, day));
        return JsonNodeFactory.instance.objectNode().put("value", Long.toString(moment.toEpochMilli()));
    }
}
