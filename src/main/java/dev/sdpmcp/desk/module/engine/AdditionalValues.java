package dev.sdpmcp.desk.module.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.desk.DeskZone;
import dev.sdpmcp.desk.SearchWords;
import dev.sdpmcp.desk.TimeArgument.Day;
import dev.sdpmcp.desk.metadata.AdditionalFields;
import dev.sdpmcp.desk.metadata.AdditionalFields.AdditionalField;
import dev.sdpmcp.desk.metadata.Metadata;
import dev.sdpmcp.tool.ToolFailure;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns values of additional fields into what the API takes, after what the site says of each field. Where it says nothing,
 * the beginning of a name tells the type.
 *
 * @param known the fields of the site
 * @param zone of times without an offset, and of days
 */
record AdditionalValues(AdditionalFields known, DeskZone zone) {

    /** Short enough for the history; and not every database takes any text. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,99}");

    /**
     * Sets one field.
     *
     * @param text null clears the field
     * @throws ToolFailure if there is no such field, or it takes no such value
     */
    void put(ObjectNode additional, String given, @Nullable String text) {
        Optional<AdditionalField> found = known.find(given);
        String name = found.map(AdditionalField::name).orElseGet(() -> checked(given));
        if (additional.has(name)) {
            throw new ToolFailure("Nothing was done. The additional field " + name + " is given twice.");
        }
        if (text == null) {
            additional.putNull(name);
            return;
        }
        List<String> choices = found.map(AdditionalField::choices).orElse(List.of());
        String type = found.map(AdditionalField::type).orElseGet(() -> typeOf(name));
        String value = text.strip();
        switch (type) {
            case "boolean" -> additional.put(name, truth(name, value));
            case "date", "datetime" -> additional.set(name, Draft.moment(name, value, zone, Day.START));
            case "lookup" ->
                additional.putObject(name).put("name", choices.isEmpty() ? value : chosen(name, choices, value));
            case "integer", "long", "decimal", "double" -> additional.put(name, number(name, value));
            default -> additional.put(name, choices.isEmpty() ? text : chosen(name, choices, value));
        }
    }

    private static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new ToolFailure(
                    "Nothing was done. The names in udf_fields are letters, digits and underscores, 100 at"
                            + " most, such as txt_cost_centre; get_metadata lists those of this site.");
        }
        return name;
    }

    private static String typeOf(String name) {
        if (name.startsWith("bool_")) {
            return "boolean";
        }
        if (name.startsWith("date_") || name.startsWith("dt_")) {
            return "datetime";
        }
        return name.startsWith("ref_") ? "lookup" : "string";
    }

    private static boolean truth(String name, String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "1" -> true;
            case "false", "no", "0" -> false;
            default -> throw wrong(name, "true or false", value);
        };
    }

    private static String number(String name, String value) {
        try {
            return new BigDecimal(value).signum() == 0 ? "0" : value;
        } catch (NumberFormatException noNumber) {
            throw wrong(name, "a number", value);
        }
    }

    private static String chosen(String name, List<String> choices, String value) {
        return choices.stream()
                .filter(choice -> SearchWords.normalised(choice).equalsIgnoreCase(SearchWords.normalised(value)))
                .findFirst()
                .orElseThrow(() -> wrong(name, "one of: " + Metadata.some(choices), value));
    }

    private static ToolFailure wrong(String name, String fits, String value) {
        return new ToolFailure(
                "Nothing was done. The additional field " + name + " takes " + fits + "; not \"" + value + "\".");
    }
}
