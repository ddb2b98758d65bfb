package dev.sdpmcp.tool.binding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An enum: the constants by the name that they have on the wire. */
record ChoiceReader(Map<String, Object> byName) implements ValueReader {

    static ChoiceReader of(Class<?> type, ObjectMapper mapper) {
        Map<String, Object> byName = new LinkedHashMap<>();
        for (Object constant : type.getEnumConstants()) {
            Object twin = byName.put(mapper.convertValue(constant, String.class), constant);
            if (twin != null) {
                throw new IllegalStateException(
                        type.getName() + " has one name on the wire for two constants: " + twin + " and " + constant);
            }
        }
        return new ChoiceReader(byName);
    }

    @Override
    public @Nullable Object read(JsonNode sent, Place place, Complaints complaints) {
        Object constant = sent.isTextual() ? byName.get(sent.textValue()) : null;
        if (constant == null) {
            String meant = sent.isTextual()
                    ? NearestName.of(sent.textValue(), byName.keySet())
                            .map(name -> "; did you mean \"" + name + "\"?")
                            .orElse("")
                    : "";
            complaints.add(place, "must be " + fits() + ", not " + Complaints.named(sent) + meant);
        }
        return constant;
    }

    @Override
    public String fits() {
        return "one of "
                + byName.keySet().stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(", "));
    }
}
