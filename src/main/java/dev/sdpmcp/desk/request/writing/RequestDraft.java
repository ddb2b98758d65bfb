package dev.sdpmcp.desk.request.writing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.desk.TimeArgument;
import dev.sdpmcp.desk.metadata.Metadata;
import dev.sdpmcp.desk.metadata.MetadataKind;
import dev.sdpmcp.desk.people.People;
import dev.sdpmcp.desk.text.WrittenMarkdown;
import dev.sdpmcp.tool.ToolFailure;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a request that are to be sent. Each method takes null for "not given" and throws {@link ToolFailure}
 * when a name is unknown or ambiguous. For one thread.
 */
final class RequestDraft {

    /** Short enough for the history; and not every database takes any text. */
    private static final Pattern ADDITIONAL_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,99}");

    private final ObjectNode fields = JsonNodeFactory.instance.objectNode();
    private final Metadata metadata;
    private final People people;

    RequestDraft(Metadata metadata, People people) {
        this.metadata = metadata;
        this.people = people;
    }

    ObjectNode fields() {
        return fields;
    }

    RequestDraft text(String field, @Nullable String text) {
        if (text != null) {
            fields.put(field, text.strip());
        }
        return this;
    }

    RequestDraft markdown(String field, @Nullable String markdown) {
        if (markdown != null) {
            fields.put(field, WrittenMarkdown.toHtml(markdown));
        }
        return this;
    }

    RequestDraft resolution(@Nullable String markdown) {
        if (markdown != null) {
            fields.putObject("resolution").put("content", WrittenMarkdown.toHtml(markdown));
        }
        return this;
    }

    /** Always by name: an id alone is refused for statuses on some sites. */
    RequestDraft named(MetadataKind kind, @Nullable String given) {
        return named(kind, given, null);
    }

    /** @param parent what the name must belong to, as it was given; null if it was not */
    RequestDraft named(MetadataKind kind, @Nullable String given, @Nullable MetadataKind parent) {
        if (given != null) {
            String within = parent == null
                    ? null
                    : textOrNull(fields.path(parent.field()).path("name").asText(""));
            fields.putObject(kind.field()).put("name", metadata.resolve(kind, given, within));
        }
        return this;
    }

    RequestDraft classified(@Nullable String category, @Nullable String subcategory, @Nullable String item) {
        return named(MetadataKind.CATEGORIES, category)
                .named(MetadataKind.SUBCATEGORIES, subcategory, MetadataKind.CATEGORIES)
                .named(MetadataKind.ITEMS, item, MetadataKind.SUBCATEGORIES);
    }

    RequestDraft technician(@Nullable String given) {
        if (given != null) {
            fields.set("technician", people.technician(given));
        }
        return this;
    }

    RequestDraft requester(@Nullable String given) {
        if (given != null) {
            fields.set("requester", people.requester(given));
        }
        return this;
    }

    RequestDraft moment(String field, @Nullable String given) {
        Instant moment = TimeArgument.of(field, given);
        if (moment != null) {
            fields.set(field, value(moment));
        }
        return this;
    }

    /** Additional fields of the site; the beginning of a name tells its type. An empty value clears the field. */
    RequestDraft additional(@Nullable Map<String, String> given) {
        if (given != null && !given.isEmpty()) {
            ObjectNode udf = fields.putObject("udf_fields");
            given.forEach((name, text) -> putAdditional(udf, checked(name), text));
        }
        return this;
    }

    private static String checked(String name) {
        if (!ADDITIONAL_NAME.matcher(name).matches()) {
            throw new ToolFailure(
                    "Nothing was done. The names in udf_fields are letters, digits and underscores, 100 at"
                            + " most, such as txt_cost_centre; get_request shows those of this site.");
        }
        return name;
    }

    private static void putAdditional(ObjectNode udf, String name, String text) {
        if (text.isBlank()) {
            udf.putNull(name);
        } else if (name.startsWith("bool_")) {
            udf.put(name, Boolean.parseBoolean(text.strip()));
        } else if (name.startsWith("date_") || name.startsWith("dt_")) {
            Instant moment = TimeArgument.of(name, text);
            udf.set(name, moment == null ? null : value(moment));
        } else if (name.startsWith("ref_")) {
            udf.putObject(name).put("name", text.strip());
        } else {
            udf.put(name, text); // numbers are taken as text too
        }
    }

    private static ObjectNode value(Instant moment) {
        return JsonNodeFactory.instance.objectNode().put("value", Long.toString(moment.toEpochMilli()));
    }

    private static @Nullable String textOrNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
