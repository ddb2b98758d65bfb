package dev.sdpmcp.system;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import java.util.Map;
import java.util.Set;

/**
 * Has the client of the Java SDK check structured content against output schemas as it does by itself, but with the version
 * of the validator that the tests have.
 */
final class OutputSchemaCheck implements JsonSchemaValidator {

    private final ObjectMapper mapper = new ObjectMapper();

    @Override
    public ValidationResponse validate(Map<String, Object> schema, Object structuredContent) {
        Set<ValidationMessage> wrong = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(mapper.valueToTree(schema))
                .validate(mapper.valueToTree(structuredContent));
        return wrong.isEmpty()
                ? ValidationResponse.asValid(String.valueOf(structuredContent))
                : ValidationResponse.asInvalid(wrong.toString());
    }
}
