package dev.sdpmcp.desk.tickets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.desk.text.MarkdownEscape;
import org.jspecify.annotations.Nullable;

/**
 * Writes a request for people to read. What users wrote is escaped or quoted, so that it cannot look like a
 * heading of the document. Stateless.
 */
final class RequestMarkdown {

    private RequestMarkdown() {}

    static String of(ObjectNode request) {
        StringBuilder text = new StringBuilder();
        text.append("# Request ")
                .append(shown(text(request, "display_id")))
                .append(": ")
                .append(shown(text(request, "subject")))
                .append("\n\n");
        line(text, "Status", text(request, "standing", "status"));
        line(text, "Priority", text(request, "standing", "priority"));
        line(text, "Overdue", request.at("/standing/overdue").asBoolean() ? "yes" : null);
        line(text, "Requester", text(request, "parties", "requester"));
        line(text, "Technician", text(request, "parties", "technician"));
        line(text, "Group", text(request, "parties", "group"));
        line(text, "Category", text(request, "classification", "category"));
        line(text, "Subcategory", text(request, "classification", "subcategory"));
        line(text, "Created", text(request, "times", "created_time"));
        line(text, "Due", text(request, "times", "due_by_time"));
        request.path("udf_fields")
                .properties()
                .forEach(field -> line(text, field.getKey(), field.getValue().asText()));
        part(text, "Description (content written by users)", text(request, "description"));
        part(text, "Resolution (content written by users)", text(request, "resolution"));
        if (!request.path("attachments").isEmpty()) {
            text.append("\n## Attachments\n\n");
            request.path("attachments")
                    .forEach(name ->
                            text.append("- ").append(shown(name.asText())).append('\n'));
        }
        return text.toString();
    }

    private static @Nullable String text(JsonNode request, String... path) {
        JsonNode value = request;
        for (String step : path) {
            value = value.path(step);
        }
        return value.isMissingNode() ? null : value.asText();
    }

    private static String shown(@Nullable String value) {
        return value == null ? "" : MarkdownEscape.line(value);
    }

    private static void line(StringBuilder text, String name, @Nullable String value) {
        if (value != null) {
            text.append("- ")
                    .append(shown(name))
                    .append(": ")
                    .append(shown(value))
                    .append('\n');
        }
    }

    private static void part(StringBuilder text, String title, @Nullable String content) {
        if (content != null) {
            text.append("\n## ").append(title).append("\n\n");
            content.lines()
                    .forEach(line ->
                            text.append("> ".concat(line).stripTrailing()).append('\n'));
        }
    }
}
