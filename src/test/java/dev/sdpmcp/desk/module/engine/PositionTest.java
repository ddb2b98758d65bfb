package dev.sdpmcp.desk.module.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.desk.module.engine.ListOrder.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * B21: positions against lists that move, with many equal and empty keys, wherever the API puts records without a key and
 * however it sorts lookups.
 */
@Tag("reports")
class PositionTest {

    private static final String DIGEST = "digest";

    /** A site: how it sorts what its documents leave open, and its records. */
    private static final class Site {
        private final ListOrder order;
        private final Random random;
        private final boolean emptyFirst;
        private final Map<String, Integer> ranks = new HashMap<>();
        private final List<ObjectNode> records = new ArrayList<>();
        private int ids = 100;

        Site(ListOrder order, Random random, int size) {
            this.order = order;
            this.random = random;
            this.emptyFirst = random.nextBoolean();
            List<Integer> numbers =
                    new ArrayList<>(IntStream.range(0, 5).boxed().toList());
            Collections.shuffle(numbers, random);
            numbers.forEach(number -> ranks.put("1000" + number, ranks.size()));
            if (random.nextBoolean()) {
                ranks.put("10004", ranks.get("10003")); // sorted by name
            }
            IntStream.range(0, size).forEach(i -> records.add(made()));
        }

        private ObjectNode made() {
            ObjectNode row = JsonNodeFactory.instance.objectNode().put("id", String.valueOf(ids++));
            row.putObject("created_time").put("value", String.valueOf(5_000 + random.nextInt(4)));
            int key = random.nextInt(7);
            if (key < 5) {
                switch (order.kind()) {
                    case MOMENT -> row.putObject(order.field()).put("value", String.valueOf(key - 2));
                    // the last two have one name
                    case LOOKUP ->
                        row.putObject(order.field()).put("id", "1000" + key).put("name", "name" + Math.min(key, 3));
                    case TEXT -> row.put(order.field(), "Text " + key);
                }
            }
            return row;
        }

        private Comparator<JsonNode> sorting() {
            Function<JsonNode, Integer> rank = row -> {
                String key = order.key(row);
                if (key.isEmpty()) {
                    return emptyFirst == order.ascending() ? -100 : 100;
                }
                return switch (order.kind()) {
                    case MOMENT -> Integer.valueOf(key);
                    case LOOKUP -> ranks.get(key);
                    case TEXT -> 0;
                };
            };
            Comparator<JsonNode> up = Comparator.comparing(rank)
                    .thenComparingInt(
                            row -> row.path("created_time").path("value").asInt())
                    .thenComparingInt(row -> row.path("id").asInt());
            return order.kind() == Kind.TEXT ? order.ofTexts() : order.ascending() ? up : up.reversed();
        }

        List<JsonNode> answer(Position from, int rows) {
            return records.stream()
                    .filter(from::isBefore)
                    .sorted(sorting())
                    .limit(rows)
                    .map(row -> (JsonNode) row)
                    .toList();
        }

        /** Some of the rows that were given leave, others enter, some leave unseen. */
        void moves(List<String> given, List<String> left) {
            records.removeIf(row -> {
                String id = row.path("id").asText();
                boolean leaves = random.nextInt(given.contains(id) ? 2 : 15) == 0;
                if (leaves) {
                    left.add(id);
                }
                return leaves;
            });
            IntStream.range(0, random.nextInt(3)).forEach(i -> records.add(made()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void B21_each_row_that_stays_is_given_once(Kind kind) {
        LongStream.range(0, 400).forEach(seed -> workedToItsEnd(kind, seed));
    }

    private static void workedToItsEnd(Kind kind, long seed) {
        Random random = new Random(seed);
        int rows = 1 + random.nextInt(9);
        ListOrder order = new ListOrder("key", kind, random.nextBoolean());
        Site site = new Site(order, random, random.nextInt(40));
        List<String> atFirst = ids(site.records);
        List<String> given = new ArrayList<>();
        List<String> left = new ArrayList<>();
        Position from = Position.start(order);
        for (int answers = 0; answers < 60; answers++) {
            List<JsonNode> answer = site.answer(from, rows);
            given.addAll(ids(answer));
            if (answer.isEmpty()) {
                break;
            }
            from = Position.of(order, from.after(answer).cursor(DIGEST).orElseThrow(), DIGEST);
            if (answers < 40) {
                site.moves(given, left);
            }
        }

        assertThat(given).as("seed %d", seed).doesNotHaveDuplicates();
        List<String> stayed = new ArrayList<>(atFirst);
        stayed.removeAll(left);
        assertThat(given).as("seed %d", seed).containsAll(stayed);
    }

    private static List<String> ids(List<? extends JsonNode> rows) {
        return rows.stream().map(row -> row.path("id").asText()).toList();
    }

    @Test
    void the_criteria_of_the_usual_list_are_one_comparison() {
        ObjectNode row = JsonNodeFactory.instance.objectNode().put("id", "7");
        row.putObject("created_time").put("value", "5000");

        Position from = Position.start(ListOrder.byCreation(false)).after(List.of(row));

        assertThat(from.criteria())
                .singleElement()
                .hasToString(
                        "Criterion[field=created_time, condition=lesser or equal, values=[\"5000\"], children=[]]");
    }
}
