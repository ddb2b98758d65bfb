package dev.sdpmcp.tool.shape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sdpmcp.tool.shape.ArgumentErrors.Place;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One of a few names: the constants of an enum by their names on the wire, or plain texts. */
public final class Choice implements ValueType {

    private final Map<String, Object> byName;

    private Choice(Map<String, Object> byName) {
        this.byName = Collections.unmodifiableMap(byName);
    }

    /** Of these texts, in this order; the value is the text. */
    public static Choice of(Collection<String> names) {
        Map<String, Object> byName = new LinkedHashMap<>();
        names.forEach(name -> byName.put(name, name));
        return new Choice(byName);
    }

    static Choice of(Class<?> type, ObjectMapper mapper) {
        Map<String, Object> byName = new LinkedHashMap<>();
        for (Object constant : type.getEnumConstants()) {
            Object twin = byName.put(mapper.convertValue(constant, String.class), constant);
            if (twin != null) {
                throw new IllegalStateException(
                        type.getName() + " has one name on the wire for two constants: " + twin + " and " + constant);
            }
        }
        return new Choice(byName);
    }

    Set<String> names() {
        return byName.keySet();
    }

    @Override
    public @Nullable Object read(JsonNode sent, Place place, ArgumentErrors errors) {
        Object constant = sent.isTextual() ? meant(sent.textValue()) : null;
        if (constant == null) {
            String meant = sent.isTextual()
                    ? NearestName.of(sent.textValue(), byName.keySet())
                            .map(name -> "; did you mean \"" + name + "\"?")
                            .orElse("")
                    : "";
            errors.add(place, "must be " + fits() + ", not " + ArgumentErrors.named(sent) + meant);
        }
        return constant;
    }

    /** Exactly this name, else the one that differs in case, blanks, hyphens and underscores only. */
    private @Nullable Object meant(String text) {
        Object constant = byName.get(text);
        if (constant != null) {
            return constant;
        }
        List<Object> alike = byName.entrySet().stream()
                .filter(entry -> folded(entry.getKey()).equals(folded(text)))
                .map(Map.Entry::getValue)
                .toList();
        return alike.size() == 1 ? alike.getFirst() : null;
    }

    private static String folded(String name) {
        return name.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s_-]+", "_");
    }

    @Override
    public String fits() {
        return "one of "
                + byName.keySet().stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(", "));
    }
}
