package dev.sdpmcp.tool.binding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.tool.InvalidArguments;
import dev.sdpmcp.tool.LongText;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the record of arguments of one declaration from what a client sent: first the types, then the constraints. An
 * optional argument may be missing or JSON's {@code null}. Thread-safe; make one for each declaration.
 */
public final class ArgumentBinder {

    private final RecordShape shape;
    private final ValueReader reader;
    private final Validator validator;
    private final int maxLongText;

    /**
     * @param shape one {@link RecordShape#ofArguments of arguments}
     * @param maxLongText characters of an argument that is a {@link LongText}
     */
    public ArgumentBinder(RecordShape shape, ObjectMapper mapper, Validator validator, int maxLongText) {
        this.shape = shape;
        this.reader = new ValueReaders(mapper).of(mapper.constructType(shape.type()), shape);
        this.validator = validator;
        this.maxLongText = maxLongText;
    }

    /**
     * @param sent null is the same as an empty object
     * @return an instance of the record
     * @throws InvalidArguments naming every argument that does not fit, why, and what fits
     */
    public Object bind(@Nullable ObjectNode sent) {
        JsonNode object = sent == null ? JsonNodeFactory.instance.objectNode() : sent;
        Complaints complaints = new Complaints();
        Object bound = reader.read(object, Place.ROOT, complaints);
        complaints.throwIfAny();
        if (bound == null) {
            throw new IllegalStateException(shape.type().getName() + " was neither bound nor refused");
        }
        Set<ConstraintViolation<Object>> violations = validator.validate(bound);
        Complaints broken = Violations.of(shape, violations);
        refuseTooLong(object, broken);
        broken.throwIfAny();
        return bound;
    }

    private void refuseTooLong(JsonNode sent, Complaints complaints) {
        for (RecordShape.Member member : shape.members()) {
            int length = sent.path(member.name()).asText("").length();
            if (length > maxLongText && member.field().isAnnotationPresent(LongText.class)) {
                complaints.add(
                        member.name(),
                        "must have at most " + maxLongText + " characters, not " + length + "; shorten it");
            }
        }
    }
}
