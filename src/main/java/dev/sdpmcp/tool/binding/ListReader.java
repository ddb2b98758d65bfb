package dev.sdpmcp.tool.binding;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A JSON array as an unmodifiable {@code List}; no element may be null. */
record ListReader(ValueReader element) implements ValueReader {

    @Override
    public @Nullable Object read(JsonNode sent, Place place, Complaints complaints) {
        if (!sent.isArray()) {
            String hint = Hint.fits(sent, element) ? "; put it in brackets" : Hint.about(sent, this);
            complaints.add(place, "must be " + fits() + ", not " + Complaints.named(sent) + hint);
            return null;
        }
        List<@Nullable Object> elements = new ArrayList<>(sent.size());
        for (int index = 0; index < sent.size(); index++) {
            elements.add(element.read(sent.get(index), place.element(index), complaints));
        }
        return Collections.unmodifiableList(elements);
    }

    @Override
    public String fits() {
        return "a list";
    }
}
