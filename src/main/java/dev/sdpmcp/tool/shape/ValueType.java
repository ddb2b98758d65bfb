package dev.sdpmcp.tool.shape;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.tool.shape.ArgumentErrors.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What JSON a value may be, and how it is read. Immutable, thread-safe.
 *
 * <p>Values are read by hand instead of with an {@code ObjectReader}, so that all errors of a call are found at once and
 * are worded for a model.
 */
public sealed interface ValueType permits Scalar, Choice, ValueType.ListOf, ValueType.MapOf, Shape {

    /**
     * Reads one value.
     *
     * @param sent never null, may be JSON's {@code null}, which fits no type
     * @return the value; null if it does not fit, which is then added to the errors
     */
    @Nullable
    Object read(JsonNode sent, Place place, ArgumentErrors errors);

    /** What fits, to be read after "must be": {@code a whole number}. */
    String fits();

    /** A JSON array as an unmodifiable {@code List}; elements that are null, blank or a word for nothing count as not sent. */
    record ListOf(ValueType element, Constraints elements) implements ValueType {

        @Override
        public @Nullable Object read(JsonNode sent, Place place, ArgumentErrors errors) {
            if (!sent.isArray()) {
                errors.add(place, "must be " + fits() + ", not " + ArgumentErrors.named(sent));
                return null;
            }
            List<@Nullable Object> values = new ArrayList<>(sent.size());
            for (int index = 0; index < sent.size(); index++) {
                JsonNode meant = Reading.of(sent.get(index), element);
                if (!Reading.isNothing(meant, element)) {
                    Place inner = place.element(index);
                    Object value = element.read(meant, inner, errors);
                    elements.check(value, inner, errors);
                    values.add(value);
                }
            }
            return Collections.unmodifiableList(values);
        }

        @Override
        public String fits() {
            return "a list";
        }
    }

    /**
     * A JSON object with free names, or a list of {@link NameValuePairs}, as an unmodifiable {@code Map}, in the order sent. A
     * value may be null, which clears what the name stands for; a blank text or a word for nothing leaves it alone, and the
     * name is not in the map.
     */
    record MapOf(ValueType value, Constraints constraints) implements ValueType {

        /** Of values without bounds. */
        public MapOf(ValueType value) {
            this(value, Constraints.NONE);
        }

        @Override
        public @Nullable Object read(JsonNode given, Place place, ArgumentErrors errors) {
            JsonNode sent = NameValuePairs.asObject(given);
            if (!sent.isObject()) {
                errors.add(place, "must be " + fits() + ", not " + ArgumentErrors.named(sent));
                return null;
            }
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> entry : sent.properties()) {
                Place inner = place.member(entry.getKey());
                JsonNode meant = Reading.of(entry.getValue(), value);
                if (entry.getValue().isNull()) {
                    values.put(entry.getKey(), null);
                } else if (!Reading.isNothing(meant, value)) {
                    Object read = value.read(meant, inner, errors);
                    constraints.check(read, inner, errors);
                    values.put(entry.getKey(), read);
                }
            }
            return Collections.unmodifiableMap(values);
        }

        @Override
        public String fits() {
            return "a list of {\"name\", \"value\"} with each name once";
        }
    }
}
