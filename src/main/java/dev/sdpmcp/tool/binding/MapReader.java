package dev.sdpmcp.tool.binding;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON object with free names as an unmodifiable {@code Map}, in the order sent; no value may be null. */
record MapReader(ValueReader value) implements ValueReader {

    @Override
    public @Nullable Object read(JsonNode sent, Place place, Complaints complaints) {
        if (!sent.isObject()) {
            complaints.add(place, "must be " + fits() + ", not " + Complaints.named(sent) + Hint.about(sent, this));
            return null;
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : sent.properties()) {
            values.put(entry.getKey(), value.read(entry.getValue(), place.member(entry.getKey()), complaints));
        }
        return Collections.unmodifiableMap(values);
    }

    @Override
    public String fits() {
        return "an object";
    }
}
