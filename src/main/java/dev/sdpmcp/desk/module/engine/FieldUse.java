package dev.sdpmcp.desk.module.engine;

import dev.sdpmcp.desk.module.engine.Detail.Entry;
import java.util.List;
import java.util.Locale;

/** What a field is used for, which decides how it is described unless the description of the module says it. */
public enum FieldUse {
    /** A condition of a list. */
    FILTER,
    /** A value of a new record, or of an action. */
    CREATE,
    /** A new value of a record that exists. */
    UPDATE,
    /** A row of a list. */
    ROW,
    /** What is shown of one record. */
    DETAIL,
    /** What is shown of a record that was written. */
    OUTCOME;

    /** The fields with their descriptions. */
    List<DescribedField> of(Entry... fields) {
        return List.of(fields).stream().map(field -> field.described(this)).toList();
    }

    DescribedField of(Field field) {
        String description = switch (this) {
            case FILTER -> filter(field);
            case CREATE -> value(field);
            case UPDATE -> newValue(field);
            case ROW -> shown(field);
            case DETAIL -> field.type() == FieldType.ADDITIONAL ? field.label() + " that are filled in" : field.label();
            case OUTCOME -> outcome(field);
        };
        return new DescribedField(field, description, false);
    }

    private static String filter(Field field) {
        return switch (field.type()) {
            case TEXT -> "Only with these words in the " + words(field);
            case TECHNICIAN ->
                "Only of this " + words(field) + ": name, e-mail address or id; \"none\" for unassigned ones";
            case REQUESTER -> "Only of this " + words(field) + ": name, e-mail address or id";
            default -> "Only this " + noun(field);
        };
    }

    private static String value(Field field) {
        return field.label()
                + switch (field.type()) {
                    case TECHNICIAN, REQUESTER -> ": name, e-mail address or id";
                    case MOMENT -> ": a date (00:00 of that day) or a time in ISO 8601";
                    case DEADLINE -> ": a date (23:59 of that day) or a time in ISO 8601";
                    case HTML -> ", in Markdown or plain text";
                    case ADDITIONAL -> " by name";
                    default -> field.within() == null ? "" : "; must belong to the " + field.within();
                };
    }

    private static String newValue(Field field) {
        return switch (field.type()) {
            case TEXT, LOOKUP, CHOICE -> "New " + noun(field);
            case HTML -> value(field) + "; replaces the old text";
            case ADDITIONAL -> value(field) + "; null clears one";
            default -> value(field);
        };
    }

    private static String outcome(Field field) {
        return switch (field.type()) {
            case TECHNICIAN -> {
                String words = words(field);
                yield words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
            }
            default -> shown(field);
        };
    }

    private static String shown(Field field) {
        return switch (field.type()) {
            case MOMENT, DEADLINE -> field.label() + ", ISO 8601 with offset";
            default -> field.label();
        };
    }

    private static String words(Field field) {
        return field.name().replace('_', ' ');
    }

    /** The label without what explains it. */
    private static String noun(Field field) {
        String label = field.label().split("[;,]", 2)[0];
        return label.substring(0, 1).toLowerCase(Locale.ROOT) + label.substring(1);
    }
}
