package dev.sdpmcp.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * The rules that makers of models and of local engines publish for the schema of a tool's arguments. One tool that breaks
 * one of them makes a client fail with all its tools.
 */
enum ModelProvider {
    /**
     * Strict function calling, in its first and narrowest form (OpenAI, "Structured model outputs", Supported schemas):
     * every object closed, no composition, at most 5 levels, 100 properties and 500 enum values, an enum of more than 250
     * values at most 7,500 characters. Clients make optional arguments required and nullable themselves.
     */
    OPENAI {
        @Override
        List<String> violations(JsonNode root) {
            Found found = new Found();
            List<Place> places = placesIn(root);
            found.addIf(!isObject(root), "the root is no object", "");
            found.addIf(
                    places.stream()
                                    .mapToInt(place ->
                                            place.schema.path("properties").size())
                                    .sum()
                            > 100,
                    "too many properties",
                    "");
            found.addIf(
                    places.stream()
                                    .mapToInt(place -> place.schema.path("enum").size())
                                    .sum()
                            > 500,
                    "too many enum values",
                    "");
            for (Place place : places) {
                found.addIf(place.depth > 5, "too deep", place.path);
                found.addIf(
                        isObject(place.schema)
                                && place.schema.path("additionalProperties").asBoolean(true),
                        "an open object",
                        place.path);
                found.addIf(
                        place.schema.path("enum").size() > 250
                                && place.schema.path("enum").toString().length() > 7_500,
                        "an enum that is too long",
                        place.path);
                found.addKeywordsBut(STRUCTURE, place);
            }
            return found.violations;
        }
    },

    /**
     * {@code Schema} of the Gemini API, a subset of OpenAPI 3.0 ("Function calling", REST reference of {@code Schema}), as
     * older clients send it. {@code additionalProperties} is stripped by them; an object without properties was answered
     * "should be non-empty for OBJECT type" (agno-agi/agno#2112).
     */
    GEMINI {
        @Override
        List<String> violations(JsonNode root) {
            Found found = new Found();
            for (Place place : placesIn(root)) {
                JsonNode schema = place.schema;
                found.addIf(!TYPES.contains(schema.path("type").asText()), "not one type", place.path);
                found.addIf(
                        isObject(schema) && schema.path("properties").isEmpty(),
                        "an object without properties",
                        place.path);
                found.addIf(
                        !isObject(schema) && (schema.has("properties") || schema.has("required")),
                        "properties of what is no object",
                        place.path);
                found.addIf(
                        schema.path("type").asText().equals("array")
                                != schema.path("items").isObject(),
                        "an array without items, or items of what is no array",
                        place.path);
                for (JsonNode value : schema.path("enum")) {
                    found.addIf(
                            !schema.path("type").asText().equals("string")
                                    || value.asText().isEmpty()
                                    || !value.isTextual(),
                            "an enum of other values than texts",
                            place.path);
                }
                found.addKeywordsBut(STRUCTURE, place);
            }
            return found.violations;
        }
    },

    /**
     * Messages API (Anthropic, "Tool use", input_schema): an object at the root without composition there, no references,
     * property names of 1 to 64 letters, digits, dots, hyphens and underscores.
     */
    ANTHROPIC {
        private static final Pattern PROPERTY = Pattern.compile("[a-zA-Z0-9_.-]{1,64}");

        @Override
        List<String> violations(JsonNode root) {
            Found found = new Found();
            found.addIf(!isObject(root), "the root is no object", "");
            found.addIf(root.has("oneOf") || root.has("anyOf") || root.has("allOf"), "composition at the root", "");
            for (Place place : placesIn(root)) {
                found.addIf(place.schema.has("$ref") || place.schema.has("$defs"), "a reference", place.path);
                place.schema
                        .path("properties")
                        .fieldNames()
                        .forEachRemaining(
                                name -> found.addIf(!PROPERTY.matcher(name).matches(), "a property name", place.path));
            }
            return found.violations;
        }
    },

    /**
     * llama.cpp (grammars/README.md, JSON Schemas to GBNF; ggml-org/llama.cpp#25746, #22314, #26930) and engines with the
     * same grammars: a repetition of more than 2,000 is refused, hence 1,000 here; a pattern is anchored at both ends, without
     * lookaround, other special groups and shorthands such as {@code \d}.
     */
    LLAMA_CPP {
        private static final Pattern GRAMMATICAL = Pattern.compile("\\^(?:(?!\\(\\?)(?!\\\\[a-zA-Z0-9]).)*\\$");

        @Override
        List<String> violations(JsonNode root) {
            Found found = new Found();
            for (Place place : placesIn(root)) {
                for (String bound : List.of("Length", "Items", "Properties")) {
                    found.addIf(place.schema.path("max" + bound).asInt() > 1_000, "a large max" + bound, place.path);
                    found.addIf(place.schema.path("min" + bound).asInt() > 1_000, "a large min" + bound, place.path);
                }
                found.addIf(
                        place.schema.has("pattern")
                                && !GRAMMATICAL
                                        .matcher(place.schema.get("pattern").asText())
                                        .matches(),
                        "a pattern that is no grammar",
                        place.path);
            }
            return found.violations;
        }
    };

    /** Keywords that all of them read, or ignore. */
    private static final Set<String> STRUCTURE = Set.of(
            "type",
            "description",
            "properties",
            "required",
            "additionalProperties",
            "items",
            "enum",
            "minLength",
            "maxLength",
            "minItems",
            "maxItems",
            "minimum",
            "maximum",
            "pattern");

    private static final Set<String> TYPES = Set.of("string", "integer", "number", "boolean", "array", "object");

    /** What breaks the rules, with its place; empty for a schema that may be sent. */
    abstract List<String> violations(JsonNode root);

    private static boolean isObject(JsonNode schema) {
        return schema.path("type").asText().equals("object");
    }

    /**
     * A schema inside another.
     *
     * @param depth number of objects around it, itself included
     */
    private record Place(String path, JsonNode schema, int depth) {}

    private static List<Place> placesIn(JsonNode root) {
        List<Place> places = new ArrayList<>();
        collect(new Place("", root, 1), places);
        return places;
    }

    private static void collect(Place place, List<Place> places) {
        places.add(place);
        BiConsumer<String, JsonNode> inner = (name, schema) ->
                collect(new Place(place.path + "/" + name, schema, place.depth + (isObject(schema) ? 1 : 0)), places);
        place.schema.path("properties").properties().forEach(entry -> inner.accept(entry.getKey(), entry.getValue()));
        for (String keyword : List.of("items", "additionalProperties")) {
            if (place.schema.path(keyword).isObject()) {
                inner.accept(keyword, place.schema.get(keyword));
            }
        }
    }

    private static final class Found {
        private final List<String> violations = new ArrayList<>();

        private void addIf(boolean broken, String rule, String path) {
            if (broken) {
                violations.add(path + ": " + rule);
            }
        }

        private void addKeywordsBut(Set<String> known, Place place) {
            place.schema
                    .fieldNames()
                    .forEachRemaining(name -> addIf(!known.contains(name), "the keyword " + name, place.path));
        }
    }
}
