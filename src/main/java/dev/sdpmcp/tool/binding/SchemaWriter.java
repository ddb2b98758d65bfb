package dev.sdpmcp.tool.binding;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import com.github.victools.jsonschema.module.jakarta.validation.JakartaValidationModule;
import dev.sdpmcp.tool.Description;
import dev.sdpmcp.tool.LongText;
import jakarta.validation.constraints.Pattern;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Writes the JSON Schema of a shape: 2020-12, which is the default dialect of MCP (2025-11-25, Basic, JSON Schema
 * Usage), in words that older dialects share. Everything is inlined, since many clients do not follow {@code $ref}.
 */
public final class SchemaWriter {

    private final SchemaGenerator arguments;
    private final SchemaGenerator results;

    /** @param maxLongText characters of an argument that is a {@link LongText} */
    public SchemaWriter(ObjectMapper mapper, int maxLongText) {
        this.arguments = generator(mapper, Use.ARGUMENTS, maxLongText);
        this.results = generator(mapper, Use.RESULT, maxLongText);
    }

    /** An object that has no other properties than these. */
    public ObjectNode ofArguments(RecordShape shape) {
        return complete(arguments.generateSchema(shape.type()));
    }

    /** An object; open, so that a later version may add a field. */
    public ObjectNode ofResult(RecordShape shape) {
        return complete(results.generateSchema(shape.type()));
    }

    /** The generator leaves out what is empty; clients expect it. */
    private static ObjectNode complete(ObjectNode schema) {
        schema.withObject("/properties");
        return schema;
    }

    private static SchemaGenerator generator(ObjectMapper mapper, Use use, int maxLongText) {
        SchemaGeneratorConfigBuilder config =
                new SchemaGeneratorConfigBuilder(mapper, SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON);
        config.without(Option.SCHEMA_VERSION_INDICATOR);
        config.with(Option.INLINE_ALL_SCHEMAS, Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES);
        if (use == Use.ARGUMENTS) {
            config.with(Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT);
        }
        config.forTypesInGeneral().withPropertySorter(Comparator.comparingInt(asDeclared -> 0));
        config.forFields()
                .withRequiredCheck(field -> use.requires(field.getRawMember()))
                .withDescriptionResolver(SchemaWriter::description)
                .withStringMaxLengthResolver(field -> field.getAnnotation(LongText.class) == null ? null : maxLongText)
                .withStringPatternResolver(SchemaWriter::pattern);
        config.forTypesInGeneral()
                .withCustomDefinitionProvider((type, context) -> choice(type.getErasedType(), mapper));
        config.with(new JacksonModule());
        config.with(new JakartaValidationModule());
        return new SchemaGenerator(config.build());
    }

    /** From the same list that binding uses, so that the two cannot differ. */
    private static @Nullable CustomDefinition choice(Class<?> type, ObjectMapper mapper) {
        if (!type.isEnum()) {
            return null;
        }
        ObjectNode schema = mapper.createObjectNode().put("type", "string");
        ArrayNode names = schema.putArray("enum");
        ChoiceReader.of(type, mapper).byName().keySet().forEach(names::add);
        return new CustomDefinition(schema, true);
    }

    private static @Nullable String description(FieldScope field) {
        Description description = field.getRawMember().getAnnotation(Description.class);
        return description == null || field.isFakeContainerItemScope() ? null : description.value();
    }

    /** Bean Validation matches the whole text, JSON Schema any part of it. */
    private static @Nullable String pattern(FieldScope field) {
        Pattern pattern = field.isFakeContainerItemScope()
                ? field.getContainerItemAnnotation(Pattern.class)
                : field.getAnnotation(Pattern.class);
        return pattern == null ? null : "^(?:" + pattern.regexp() + ")$";
    }
}
