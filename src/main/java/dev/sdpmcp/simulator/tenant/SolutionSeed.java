package dev.sdpmcp.simulator.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.simulator.model.Portal;
import dev.sdpmcp.simulator.wire.Json;
import java.time.Duration;
import java.util.List;

/** Makes the solutions of {@code simulator/solutions.json} with their topics, the oldest first. */
record SolutionSeed(Portal portal, PlainRecords records) {
    private static final long DAY = Duration.ofDays(1).toMillis();

    void addAll() {
        JsonNode content = Json.resource("solutions.json");
        records.addAll(content.path("records"));
        content.path("solutions").forEach(this::add);
    }

    private void add(JsonNode plain) {
        long now = portal.clock().now();
        long created = now - plain.path("age").longValue() * DAY;
        String author =
                records.record("technician", plain.path("author").textValue()).id();
        ObjectNode values = ((ObjectNode) plain.deepCopy()).without(List.of("age", "author", "review"));
        values.put("created_time", created)
                .put("created_by", author)
                .put("owner", author)
                .put("last_updated_time", created + (now - created) / 2)
                .put("last_updated_by", author);
        if (plain.has("review")) {
            values.put("review_date", now + plain.path("review").longValue() * DAY);
        }
        records.add("solution", values);
    }
}
