package dev.sdpmcp.desk.write;

import dev.sdpmcp.upstream.ResourceType;

/**
 * A kind of record, as far as writing one needs to know it.
 *
 * @param api the collection in the API
 * @param noun what a model calls one: {@code request}
 * @param titleField the field that people tell records by: {@code subject}
 * @param findTool the tool that looks for records: {@code search_requests}
 * @param getTool the tool that shows one: {@code get_request}
 */
public record RecordType(ResourceType api, String noun, String titleField, String findTool, String getTool) {}
