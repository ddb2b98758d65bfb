package dev.sdpmcp.desk.module.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.desk.DeskZone;
import dev.sdpmcp.desk.Fields;
import dev.sdpmcp.desk.module.engine.Detail.Section;
import dev.sdpmcp.desk.text.ContentHtml;
import dev.sdpmcp.desk.text.Remark;
import dev.sdpmcp.tool.shape.Constraints;
import dev.sdpmcp.tool.shape.Scalar;
import dev.sdpmcp.tool.shape.Shape;
import dev.sdpmcp.tool.shape.Shape.Member;
import dev.sdpmcp.tool.shape.ValueType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shows a record of the API as a result of a tool: the schema of what is shown, and the JSON of one record. Fields that are
 * empty are left out. Immutable.
 *
 * @param details what is shown, in this order
 * @param maxText characters of each long text
 * @param withQuotes whether earlier mails that a description quotes are shown
 * @param addresses whether people are shown with their e-mail addresses
 * @param zone in which times are shown
 */
public record RecordView(
        List<? extends Detail> details, int maxText, boolean withQuotes, boolean addresses, DeskZone zone) {

    private static final int MAX_EXTRAS = 50;
    private static final int MAX_EXTRA_LENGTH = 500;

    /** A row of a list, or the result of a write. */
    public static RecordView row(List<DescribedField> columns, DeskZone zone) {
        return new RecordView(columns, Integer.MAX_VALUE, true, false, zone);
    }

    /** A whole record. */
    public static RecordView details(
            ModuleDescription.Details details, int maxText, boolean withQuotes, DeskZone zone) {
        return new RecordView(details.details(), maxText, withQuotes, true, zone);
    }

    /** The members of the result, for its schema. */
    public List<Member> members() {
        return details.stream().map(RecordView::member).toList();
    }

    private static Member member(Detail detail) {
        return switch (detail) {
            case Section section ->
                Member.required(
                        section.name(),
                        section.description(),
                        Shape.of(
                                section.name(),
                                section.fields().stream()
                                        .map(RecordView::member)
                                        .toList()));
            case Detail.Entry entry -> member(entry.described(FieldUse.DETAIL));
        };
    }

    private static Member member(DescribedField column) {
        String name = column.field().name();
        return switch (column.field().type()) {
            case FLAG -> Member.required(name, column.description(), Scalar.BOOLEAN);
            case NAMES ->
                Member.required(name, column.description(), new ValueType.ListOf(Scalar.TEXT, Constraints.NONE));
            case ADDITIONAL -> Member.required(name, column.description(), new ValueType.MapOf(Scalar.TEXT));
            case NUMBER, DURATION -> Member.optional(name, column.description(), Scalar.LONG);
            default -> Member.optional(name, column.description(), Scalar.TEXT);
        };
    }

    /** The record as a tool shows it. */
    public ObjectNode of(JsonNode entity) {
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        addTo(shown, entity);
        return shown;
    }

    /** Adds the record to a result that has begun. */
    public void addTo(ObjectNode shown, JsonNode entity) {
        for (Detail detail : details) {
            switch (detail) {
                case Section section -> {
                    ObjectNode inner = shown.putObject(section.name());
                    section.fields().forEach(column -> add(inner, column.field(), entity));
                }
                case Detail.Entry entry ->
                    add(shown, entry.described(FieldUse.DETAIL).field(), entity);
            }
        }
    }

    private void add(ObjectNode shown, Field field, JsonNode entity) {
        int dot = field.path().lastIndexOf('.');
        JsonNode owner = dot < 0
                ? entity
                : entity.at("/" + field.path().substring(0, dot).replace('.', '/'));
        String key = field.path().substring(dot + 1);
        switch (field.type()) {
            case FLAG -> shown.put(field.name(), Fields.flag(owner, key));
            case NAMES -> addNames(shown.putArray(field.name()), owner.path(key));
            case ADDITIONAL -> addExtras(shown.putObject(field.name()), owner.path(key));
            case DURATION, NUMBER -> {
                Long number = number(field.type(), owner.path(key));
                if (number != null) {
                    shown.put(field.name(), number);
                }
            }
            default -> {
                String text = text(field, owner, key);
                if (text != null) {
                    shown.put(field.name(), text);
                }
            }
        }
    }

    private static @Nullable Long number(FieldType type, JsonNode value) {
        if (type == FieldType.NUMBER) {
            return value.isNumber() ? Long.valueOf(value.asLong()) : null;
        }
        return value.isObject()
                ? Long.valueOf(value.path("hours").asLong() * 60
                        + value.path("minutes").asLong())
                : null;
    }

    private @Nullable String text(Field field, JsonNode owner, String key) {
        return switch (field.type()) {
            case HTML -> content(Fields.text(owner, key), maxText, withQuotes || !key.equals("description"));
            case LOOKUP -> Fields.name(owner, key);
            case TECHNICIAN, REQUESTER -> addresses ? Fields.person(owner, key) : Fields.name(owner, key);
            case MOMENT, DEADLINE -> zone.moment(owner, key);
            default -> key.equals("display_id") ? Fields.displayId(owner) : Fields.text(owner, key);
        };
    }

    /** HTML as Markdown of bounded length; null if nothing of it is shown. */
    public static @Nullable String content(@Nullable String html, int maxText, boolean withQuotes) {
        if (html == null) {
            return null;
        }
        String markdown = withQuotes ? ContentHtml.toMarkdown(html) : ContentHtml.toMarkdownWithoutQuotes(html);
        return markdown.isEmpty() ? null : Remark.cut(markdown, maxText);
    }

    private static void addNames(ArrayNode names, JsonNode things) {
        for (JsonNode thing : things) {
            String name = Fields.text(thing, "name");
            if (name != null && names.size() < MAX_EXTRAS) {
                names.add(name);
            }
        }
    }

    private void addExtras(ObjectNode filled, JsonNode additional) {
        additional.fieldNames().forEachRemaining(key -> {
            String named = Fields.name(additional, key);
            String text = named != null ? named : extra(additional, key);
            if (text != null && filled.size() < MAX_EXTRAS) {
                filled.put(key, Remark.cut(text, MAX_EXTRA_LENGTH));
            }
        });
    }

    private @Nullable String extra(JsonNode additional, String key) {
        return additional.path(key).isObject() ? zone.dayOrMoment(additional, key) : Fields.text(additional, key);
    }
}
