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

    private static final int MAX_FIELDS = 200;
    private static final int MAX_CHOICES = 100;
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
     * @param choices the values of a pick list; empty for other fields
     */
    public record AdditionalField(String name, String label, String type, List<String> choices) {

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
        for (Map.Entry<String, JsonNode> entry :
                metainfo.path(FIELD).path("fields").properties()) {
            JsonNode described = entry.getValue();
            String label = Fields.text(described, "display_name");
            if (fields.size() < MAX_FIELDS && !described.path("read_only").asBoolean()) {
                fields.add(new AdditionalField(
                        entry.getKey(),
                        label == null ? entry.getKey() : label,
                        described.path("type").asText("string"),
                        choices(described.path("constraints").path("allowed_values"))));
            }
        }
        return new AdditionalFields(module, fields, null, readAt);
    }

    private static List<String> choices(JsonNode values) {
        List<String> choices = new ArrayList<>();
        for (JsonNode value : values) {
            String name = value.isObject() ? Fields.text(value, "name") : value.asText();
            if (name != null && choices.size() < MAX_CHOICES) {
                choices.add(name);
            }
        }
        return choices;
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
        List<AdditionalField> fitting = fields.stream()
                .filter(field ->
                        field.name().equalsIgnoreCase(wanted) || field.label().equalsIgnoreCase(wanted))
                .toList();
        if (fitting.size() == 1) {
            return Optional.of(fitting.getFirst());
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
}
