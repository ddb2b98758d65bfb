package dev.sdpmcp.tool.binding;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Picks the reader for a type; {@link ShapeReader} has seen to it that there is one. */
record ValueReaders(ObjectMapper mapper) {

    /** @param inner the shape of the record that the type is or holds */
    ValueReader of(JavaType type, @Nullable RecordShape inner) {
        Class<?> raw = type.getRawClass();
        if (inner != null && raw == inner.type()) {
            return new RecordReader(inner, this);
        }
        if (raw == List.class) {
            return new ListReader(of(type.getContentType(), inner));
        }
        if (raw == Map.class) {
            return new MapReader(of(type.getContentType(), inner));
        }
        if (raw.isEnum()) {
            return ChoiceReader.of(raw, mapper);
        }
        ScalarReader scalar = ScalarReader.BY_TYPE.get(raw);
        if (scalar == null) {
            throw new IllegalArgumentException("no reader for " + type);
        }
        return scalar;
    }
}
