package dev.sdpmcp.desk.tickets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sdpmcp.desk.DeskZone;
import dev.sdpmcp.desk.Fields;
import dev.sdpmcp.desk.text.ContentHtml;
import dev.sdpmcp.desk.write.KeptValues;
import dev.sdpmcp.history.Change;
import dev.sdpmcp.text.Excerpt;
import dev.sdpmcp.tool.Description;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A change of the history, for a model. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record ChangeView(
        @Description("What revert_change wants") String changeId,
        @Description("When, ISO 8601 with offset") String changedAt,
        @Description("The tool that made it") String tool,
        @Description("The API key's name") String by,

        @Description("made, not_made, or open: begun, and nobody knows whether it was made")
        String outcome,

        @Description("What it changed") List<FieldView> fields) {

    private static final int MAX_LENGTH = 500;

    /** One field of it. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record FieldView(
            @Description("Name of the field in ServiceDesk Plus")
            String field,

            @Description("Content written by users: the value before; missing if there was none") @Nullable
            String before,

            @Description("Content written by users: the value set; missing if it was cleared") @Nullable
            String after) {}

    static ChangeView of(Change change, DeskZone zone) {
        return new ChangeView(
                change.id(),
                zone.text(change.at()),
                change.doer().tool(),
                change.doer().keyName(),
                change.outcome().name().toLowerCase(Locale.ROOT),
                change.fields().stream()
                        .map(field ->
                                new FieldView(field.name(), shown(field.before(), zone), shown(field.after(), zone)))
                        .toList());
    }

    private static @Nullable String shown(@Nullable String json, DeskZone zone) {
        JsonNode value = KeptValues.readStart(json);
        if (value.isNull()) {
            return null;
        }
        String text = value.isObject() ? shownObject(value, zone) : value.asText();
        String words = text.contains("<") ? ContentHtml.toMarkdown(text) : text;
        boolean cut = words.length() > MAX_LENGTH || KeptValues.isCut(json);
        return cut ? Excerpt.start(words, MAX_LENGTH) + "…" : words;
    }

    private static String shownObject(JsonNode value, DeskZone zone) {
        if (value.has("tooLong")) {
            return "(" + value.path("tooLong").asInt() + " characters, too long to be kept)";
        }
        JsonNode entity = JsonNodeFactory.instance.objectNode().set("it", value);
        String person = Fields.person(entity, "it");
        if (person != null) {
            return person;
        }
        String moment = value.has("value") ? zone.dayOrMoment(entity, "it") : null;
        return moment == null ? String.valueOf(Fields.text(value, value.has("content") ? "content" : "id")) : moment;
    }
}
