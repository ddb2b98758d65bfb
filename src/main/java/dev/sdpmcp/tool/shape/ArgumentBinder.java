package dev.sdpmcp.tool.shape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.tool.InvalidArguments;
import dev.sdpmcp.tool.shape.ArgumentErrors.Place;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Binds the arguments that a client sent to what a shape makes: a record or an {@link Arguments}. An optional argument may
 * be missing or JSON's {@code null}. Thread-safe.
 *
 * @param maxLongText characters of an argument that is a {@link dev.sdpmcp.tool.LongText}
 */
public record ArgumentBinder(int maxLongText) {

    /**
     * Binds the arguments of one call.
     *
     * @param sent null is the same as an empty object
     * @throws InvalidArguments naming every argument that does not fit, why, and what fits
     */
    public Object bind(Shape shape, @Nullable ObjectNode sent) {
        JsonNode object = sent == null ? JsonNodeFactory.instance.objectNode() : sent;
        ArgumentErrors errors = new ArgumentErrors(maxLongText);
        Object bound = shape.read(object, Place.ROOT, errors);
        errors.throwIfAny();
        return Objects.requireNonNull(bound, shape.origin());
    }
}
