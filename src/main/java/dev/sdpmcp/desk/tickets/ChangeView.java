package dev.sdpmcp.desk.tickets;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.sdpmcp.desk.DeskZone;
import dev.sdpmcp.desk.write.KeptValues;
import dev.sdpmcp.history.Change;
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
                        .map(field -> new FieldView(
                                field.name(),
                                KeptValues.shown(field.name(), field.before(), MAX_LENGTH, zone),
                                KeptValues.shown(field.name(), field.after(), MAX_LENGTH, zone)))
                        .toList());
    }
}
