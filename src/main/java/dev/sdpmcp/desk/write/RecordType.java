package dev.sdpmcp.desk.write;

import dev.sdpmcp.desk.metadata.ReferenceKind;
import dev.sdpmcp.upstream.ResourceType;
import java.util.Map;

/**
 * A kind of record, as far as writing one needs to know it.
 *
 * @param api the collection in the API
 * @param noun what a model calls one: {@code request}
 * @param word what people call one: {@code ticket}
 * @param titleField the field that people tell records by: {@code subject}
 * @param findTool the tool that looks for records: {@code search_requests}
 * @param getTool the tool that shows one: {@code get_request}
 * @param lookups the fields that take a name of reference data
 */
public record RecordType(
        ResourceType api,
        String noun,
        String word,
        String titleField,
        String findTool,
        String getTool,
        Map<String, ReferenceKind> lookups) {

    public RecordType {
        lookups = Map.copyOf(lookups);
    }
}
