package dev.sdpmcp.tool.binding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.tool.InvalidArguments;
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

    /** @param shape one {@link RecordShape#ofArguments of arguments} */
    public ArgumentBinder(RecordShape shape, ObjectMapper mapper, Validator validator) {
        this.shape = shape;
        this.reader = new ValueReaders(mapper).of(mapper.constructType(shape.type()), shape);
        this.validator = validator;
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
        if (!violations.isEmpty()) {
            Violations.of(shape, violations).throwIfAny();
        }
        return bound;
    }
}
