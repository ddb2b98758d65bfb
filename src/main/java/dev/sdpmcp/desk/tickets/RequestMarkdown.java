package dev.sdpmcp.desk.tickets;

import dev.sdpmcp.desk.text.MarkdownEscape;
import org.jspecify.annotations.Nullable;

/**
 * Writes a request for people to read. What users wrote stands escaped or in a quotation, so that it cannot look like a
 * part of ours. Stateless.
 */
final class RequestMarkdown {

    private RequestMarkdown() {}

    static String of(RequestDetails request) {
        StringBuilder text = new StringBuilder();
        text.append("# Request ")
                .append(shown(request.displayId()))
                .append(": ")
                .append(shown(request.subject()))
                .append("\n\n");
        line(text, "Status", request.standing().status());
        line(text, "Priority", request.standing().priority());
        line(text, "Overdue", request.standing().overdue() ? "yes" : null);
        line(text, "Requester", request.parties().requester());
        line(text, "Technician", request.parties().technician());
        line(text, "Group", request.parties().group());
        line(text, "Category", request.classification().category());
        line(text, "Subcategory", request.classification().subcategory());
        line(text, "Created", request.times().createdTime());
        line(text, "Due", request.times().dueByTime());
        request.udfFields().forEach((name, value) -> line(text, name, value));
        part(text, "Description (content written by users)", request.description());
        part(text, "Resolution (content written by users)", request.resolution());
        if (!request.attachments().isEmpty()) {
            text.append("\n## Attachments\n\n");
            request.attachments()
                    .forEach(name -> text.append("- ").append(shown(name)).append('\n'));
        }
        return text.toString();
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
