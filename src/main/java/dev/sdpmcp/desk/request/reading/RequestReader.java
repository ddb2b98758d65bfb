package dev.sdpmcp.desk.request.reading;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.desk.Fields;
import dev.sdpmcp.desk.text.ContentHtml;
import dev.sdpmcp.desk.text.Excerpt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@link RequestDetails} of an entity. Fields that are known to mislead, such as {@code time_elapsed}, are not
 * passed on. Stateless.
 */
final class RequestReader {

    private static final int MOST_EXTRAS = 50;
    private static final int LONGEST_EXTRA = 500;

    private RequestReader() {}

    /** @param mostCharacters of each long text */
    static RequestDetails details(JsonNode request, int mostCharacters, boolean withQuotes) {
        return new RequestDetails(
                Fields.text(request, "display_id"),
                Fields.text(request, "id"),
                Fields.text(request, "subject"),
                content(Fields.text(request, "description"), mostCharacters, withQuotes),
                standing(request),
                classification(request),
                parties(request),
                moments(request),
                content(Fields.text(request.path("resolution"), "content"), mostCharacters, true),
                Fields.text(request.path("closure_info"), "closure_comments"),
                attachments(request),
                extras(request.path("udf_fields")));
    }

    static @Nullable String content(@Nullable String html, int mostCharacters, boolean withQuotes) {
        if (html == null) {
            return null;
        }
        String markdown = withQuotes ? ContentHtml.toMarkdown(html) : ContentHtml.toMarkdownWithoutQuotes(html);
        return markdown.isEmpty() ? null : Excerpt.of(markdown, mostCharacters);
    }

    private static RequestDetails.Standing standing(JsonNode request) {
        return new RequestDetails.Standing(
                Fields.name(request, "status"),
                Fields.name(request, "priority"),
                Fields.name(request, "urgency"),
                Fields.name(request, "impact"),
                Fields.flag(request, "is_overdue"),
                Fields.name(request, "approval_status"));
    }

    private static RequestDetails.Classification classification(JsonNode request) {
        return new RequestDetails.Classification(
                Fields.name(request, "category"),
                Fields.name(request, "subcategory"),
                Fields.name(request, "item"),
                Fields.name(request, "request_type"),
                Fields.name(request, "mode"),
                Fields.name(request, "level"),
                Fields.name(request, "template"));
    }

    private static RequestDetails.Parties parties(JsonNode request) {
        return new RequestDetails.Parties(
                Fields.person(request, "requester"),
                Fields.person(request, "technician"),
                Fields.name(request, "group"),
                Fields.name(request, "site"),
                Fields.name(request, "department"),
                Fields.person(request, "created_by"));
    }

    private static RequestDetails.Moments moments(JsonNode request) {
        return new RequestDetails.Moments(
                Fields.moment(request, "created_time"),
                Fields.moment(request, "due_by_time"),
                Fields.moment(request, "first_response_due_by_time"),
                Fields.moment(request, "responded_time"),
                Fields.moment(request, "last_updated_time"),
                Fields.moment(request, "resolved_time"),
                Fields.moment(request, "completed_time"));
    }

    private static List<String> attachments(JsonNode request) {
        List<String> names = new ArrayList<>();
        for (JsonNode attachment : request.path("attachments")) {
            String name = Fields.text(attachment, "name");
            if (name != null && names.size() < MOST_EXTRAS) {
                names.add(name);
            }
        }
        return names;
    }

    private static Map<String, String> extras(JsonNode udfFields) {
        Map<String, String> filled = new LinkedHashMap<>();
        udfFields.fieldNames().forEachRemaining(key -> {
            String named = Fields.name(udfFields, key);
            String text = named != null ? named : extra(udfFields, key);
            if (text != null && filled.size() < MOST_EXTRAS) {
                filled.put(key, Excerpt.of(text, LONGEST_EXTRA));
            }
        });
        return filled;
    }

    private static @Nullable String extra(JsonNode udfFields, String key) {
        return udfFields.path(key).isObject() ? Fields.moment(udfFields, key) : Fields.text(udfFields, key);
    }
}
