package dev.sdpmcp.desk.module.engine;

import dev.sdpmcp.desk.metadata.ReferenceKind;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One field of a module. Immutable.
 *
 * @param name in tools
 * @param path in the API, with dots between the members of objects: {@code closure_info.closure_comments}
 * @param label for people, such as {@code Due time}
 * @param maxLength characters of a {@link FieldType#TEXT}
 * @param mandatory whether ServiceDesk Plus creates no record without it, on every site
 * @param readOnly whether it is only shown
 * @param kind the reference data of a {@link FieldType#LOOKUP}; null for other types
 * @param choices the words of a {@link FieldType#CHOICE}
 * @param within the field that a lookup depends on, such as the category of a subcategory; null for none
 */
public record Field(
        String name,
        String path,
        FieldType type,
        String label,
        int maxLength,
        boolean mandatory,
        boolean readOnly,
        @Nullable ReferenceKind kind,
        List<String> choices,
        @Nullable String within)
        implements Detail.Entry {

    private static final Pattern PATH = Pattern.compile("[a-z0-9_]+(\\.[a-z0-9_]+)*");
    private static final int DEFAULT_MAX_LENGTH = 250;

    public Field {
        choices = List.copyOf(choices);
        if (!PATH.matcher(path).matches() || label.isBlank()) {
            throw new IllegalArgumentException("the field " + name + " has a wrong path or no label");
        }
        if ((type == FieldType.LOOKUP && !readOnly) && kind == null) {
            throw new IllegalArgumentException("the lookup " + name + " needs a kind of reference data");
        }
    }

    /** The number that people use. */
    public static final Field DISPLAY_ID =
            text("display_id", "Number that people use").asReadOnly();

    /** The internal id. */
    public static final Field ID = text("id", "Internal id").asReadOnly();

    /** When a record was made. */
    public static final Field CREATED =
            moment("created_time", "When it was made").asReadOnly();

    private static Field of(String name, FieldType type, String label, @Nullable ReferenceKind kind) {
        return new Field(name, name, type, label, DEFAULT_MAX_LENGTH, false, false, kind, List.of(), null);
    }

    /** A line of text of at most 250 characters. */
    public static Field text(String name, String label) {
        return of(name, FieldType.TEXT, label, null);
    }

    /** A text with markup. */
    public static Field html(String name, String label) {
        return of(name, FieldType.HTML, label, null);
    }

    /** A text with markup in an object of its name: {@code root_cause.root_cause_description}. */
    public static Field section(String name, String label) {
        return html(name, label).at(name + "." + name + "_description");
    }

    /** A record of reference data. */
    public static Field lookup(String name, String label, ReferenceKind kind) {
        return of(name, FieldType.LOOKUP, label, kind);
    }

    /** A lookup that is only shown. */
    public static Field shown(String name, String label) {
        return new Field(name, name, FieldType.LOOKUP, label, DEFAULT_MAX_LENGTH, false, true, null, List.of(), null);
    }

    /** A technician. */
    public static Field technician(String name, String label) {
        return of(name, FieldType.TECHNICIAN, label, null);
    }

    /** A user who may ask for help. */
    public static Field requester(String name, String label) {
        return of(name, FieldType.REQUESTER, label, null);
    }

    /** A point in time. */
    public static Field moment(String name, String label) {
        return of(name, FieldType.MOMENT, label, null);
    }

    /** A point in time until which something lasts. */
    public static Field deadline(String name, String label) {
        return of(name, FieldType.DEADLINE, label, null);
    }

    /** True or false. */
    public static Field flag(String name, String label) {
        return of(name, FieldType.FLAG, label, null);
    }

    /** A whole number. */
    public static Field number(String name, String label) {
        return of(name, FieldType.NUMBER, label, null);
    }

    /** One of a few words. */
    public static Field choice(String name, String label, String... words) {
        return new Field(
                name, name, FieldType.CHOICE, label, DEFAULT_MAX_LENGTH, false, false, null, List.of(words), null);
    }

    /** Time spent, in minutes. */
    public static Field duration(String name, String label) {
        return of(name, FieldType.DURATION, label, null);
    }

    /** The additional fields of the site. */
    public static Field additional() {
        return of("udf_fields", FieldType.ADDITIONAL, "Additional fields of this site", null);
    }

    /** The names of attached files and the like. */
    public static Field names(String name, String label) {
        return of(name, FieldType.NAMES, label, null).asReadOnly();
    }

    /** The field with its own description for a model. */
    public DescribedField as(String description) {
        return new DescribedField(this, description, false);
    }

    /** The field with its usual description, without which the tool takes no call. */
    public DescribedField asRequired() {
        return described(FieldUse.CREATE).asRequired();
    }

    @Override
    public DescribedField described(FieldUse use) {
        return use.of(this);
    }

    /** The same, elsewhere in the API. */
    public Field at(String otherPath) {
        return new Field(name, otherPath, type, label, maxLength, mandatory, readOnly, kind, choices, within);
    }

    /** The same, at most so long. */
    public Field max(int characters) {
        return new Field(name, path, type, label, characters, mandatory, readOnly, kind, choices, within);
    }

    /** The same, without which no record is created. */
    public Field asMandatory() {
        return new Field(name, path, type, label, maxLength, true, readOnly, kind, choices, within);
    }

    /** The same, only shown. */
    public Field asReadOnly() {
        return new Field(name, path, type, label, maxLength, mandatory, true, kind, choices, within);
    }

    /** The same, whose names depend on another field. */
    public Field within(String parent) {
        return new Field(name, path, type, label, maxLength, mandatory, readOnly, kind, choices, parent);
    }

    /** The first segment of its path: what {@code fields_required} and {@code _metainfo} call it. */
    public String root() {
        int dot = path.indexOf('.');
        return dot < 0 ? path : path.substring(0, dot);
    }
}
