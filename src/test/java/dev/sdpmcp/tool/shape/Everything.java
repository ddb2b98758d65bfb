package dev.sdpmcp.tool.shape;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.sdpmcp.tool.Description;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Arguments of every kind there is. */
record Everything(
        @Description("What it is about") @NotBlank @Size(max = 250)
        String subject,

        @Description("How many") @Min(1) @Max(100) @Nullable Integer limit,

        @Description("A long id") @JsonProperty("request_id") @Pattern(regexp = "[0-9]+") @Nullable
        String requestId,

        @Description("Since when, in milliseconds") @Nullable
        Long since,

        @Description("How sure") @Nullable Double confidence,
        @Description("Whether to tell people") @Nullable Boolean loud,
        @Description("Who wants it") @Nullable String requester,
        @Description("How urgent") @Nullable Urgency urgency,
        @Description("Which way") @Nullable Direction direction,

        @Description("Words to file it under") @Size(max = 3) @Nullable
        List<@Size(max = 10) String> tags,

        @Description("What to look for") @Nullable Filter filter,
        @Description("The work done") @Nullable List<Work> work,
        @Description("More fields") @Nullable Map<String, String> extra) {

    enum Urgency {
        @JsonProperty("Low")
        LOW,
        @JsonProperty("Very high")
        VERY_HIGH
    }

    enum Direction {
        UP("up"),
        DOWN("down");

        private final String wireName;

        Direction(String wireName) {
            this.wireName = wireName;
        }

        @JsonValue
        String wireName() {
            return wireName;
        }
    }

    record Filter(
            @Description("In which states") @NotNull @Size(min = 1) @JsonProperty("status_names")
            List<String> statuses,

            @Description("How to order") @Nullable Direction direction) {}

    record Work(
            @Description("How long") @NotNull @Min(1) Integer minutes,
            @Description("By whom") @NotBlank String who) {}
}
