package dev.sdpmcp.desk.metadata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.desk.Fields;
import dev.sdpmcp.desk.SearchWords;
import dev.sdpmcp.text.Excerpt;
import dev.sdpmcp.tool.ToolFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The additional fields ({@code udf_fields}) of one module of this site.
 *
 * @param module plural, for messages
 * @param fields empty if there are none, or if the site does not tell
 * @param problem why the site does not tell; null if it does
 * @param readAt when they were read
 */
public record AdditionalFields(
        String module,
        List<AdditionalField> fields,
        @Nullable String problem,
        Instant readAt) {

    private static final int MAX_FIELDS = 500;
    private static final int MAX_CHOICES = 1_000;
    private static final int MAX_CANDIDATES = 30;
    private static final int MAX_ECHO = 60;

    /** Where the API keeps them. */
    public static final String FIELD = "udf_fields";

    /**
     * One additional field.
     *
     * @param name in the API and in tools, such as {@code txt_cost_centre}
     * @param label for people; the same as the name where the site does not tell
     * @param type as {@code _metainfo} names it, such as {@code string}, {@code boolean}, {@code datetime}
     * @param choices the values of a pick list; empty for other fields, and for lists that are too long to be kept
     * @param readOnly whether no tool can set it
     */
    public record AdditionalField(String name, String label, String type, List<String> choices, boolean readOnly) {

        public AdditionalField {
            choices = List.copyOf(choices);
        }

        private String described() {
            return name + " (" + (label.equals(name) ? "" : label + ", ") + type + ")";
        }
    }

    public AdditionalFields {
        fields = List.copyOf(fields);
    }

    /** Reads them out of the description that a site gives of a module. */
    static AdditionalFields in(String module, ObjectNode metainfo, Instant readAt) {
        List<AdditionalField> fields = new ArrayList<>();
        if (!metainfo.has(FIELD)) {
            return new AdditionalFields(module, fields, "its description does not have them", readAt);
        }
        for (Map.Entry<String, JsonNode> entry :
                metainfo.path(FIELD).path("fields").properties()) {
            JsonNode described = entry.getValue();
            String label = Fields.text(described, "display_name");
            if (fields.size() == MAX_FIELDS) {
                return new AdditionalFields(module, fields, "it has more than " + MAX_FIELDS, readAt);
            }
            fields.add(new AdditionalField(
                    entry.getKey(),
                    label == null ? entry.getKey() : label,
                    described.path("type").asText("string"),
                    choices(described.path("constraints").path("allowed_values")),
                    described.path("read_only").asBoolean()));
        }
        return new AdditionalFields(module, fields, null, readAt);
    }

    private static List<String> choices(JsonNode values) {
        List<String> choices = new ArrayList<>();
        for (JsonNode value : values) {
            String name = value.isObject() ? Fields.text(value, "name") : value.asText();
            if (name != null) {
                choices.add(name);
            }
        }
        return choices.size() > MAX_CHOICES ? List.of() : choices;
    }

    /**
     * The field of that name or label, in any case; empty if the site does not tell which there are.
     *
     * @throws ToolFailure if there is none; it names those that there are
     */
    public Optional<AdditionalField> find(String given) {
        if (problem != null) {
            return Optional.empty();
        }
        String wanted = SearchWords.normalised(given);
        List<AdditionalField> exact = named(wanted);
        // candidates are shown with their label and type in brackets
        List<AdditionalField> fitting = exact.isEmpty() ? named(wanted.replaceFirst("\\s*\\([^()]*\\)$", "")) : exact;
        if (fitting.size() == 1) {
            AdditionalField field = fitting.getFirst();
            if (field.readOnly()) {
                throw new ToolFailure("Nothing was done. The additional field " + field.name() + " can only be read.");
            }
            return Optional.of(field);
        }
        String candidates = (fitting.isEmpty() ? fields : fitting)
                .stream().limit(MAX_CANDIDATES).map(AdditionalField::described).collect(Collectors.joining(" | "));
        throw new ToolFailure(
                fitting.isEmpty()
                        ? "Nothing was done. There is no additional field \"" + Excerpt.of(wanted, MAX_ECHO)
                                + "\". The " + module
                                + " of this site have: "
                                + (candidates.isEmpty() ? "none" : candidates)
                                + (fields.size() > MAX_CANDIDATES ? " | and more, see get_metadata" : "")
                        : "Nothing was done. \"" + wanted
                                + "\" is the label of several additional fields. Give the name" + " of one of: "
                                + candidates);
    }

    private List<AdditionalField> named(String wanted) {
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(wanted)
                        || SearchWords.normalised(field.label()).equalsIgnoreCase(wanted))
                .toList();
    }
}
