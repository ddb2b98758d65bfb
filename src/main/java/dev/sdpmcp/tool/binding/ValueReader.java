package dev.sdpmcp.tool.binding;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON as one Java type. Thread-safe.
 *
 * <p>Reading a tree by hand instead of with an {@code ObjectReader} is what makes it possible to tell everything that is
 * wrong at once and in words that fit a model.
 */
interface ValueReader {

    /**
     * @param sent never null, may be JSON's {@code null}, which fits nothing
     * @return the value; null if it does not fit, which the complaints then say
     */
    @Nullable
    Object read(JsonNode sent, Place place, Complaints complaints);

    /** What fits, to be read after "must be": {@code a whole number}. */
    String fits();
}
