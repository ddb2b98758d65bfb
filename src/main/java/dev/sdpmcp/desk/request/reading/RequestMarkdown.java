package dev.sdpmcp.desk.request.reading;

import org.jspecify.annotations.Nullable;

/** Writes a request for people to read. Stateless. */
final class RequestMarkdown {

    private RequestMarkdown() {}

    static String of(RequestDetails request) {
        StringBuilder text = new StringBuilder();
        text.append("# Request ")
                .append(request.displayId())
                .append(": ")
                .append(request.subject())
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
        part(text, "Resolution", request.resolution());
        if (!request.attachments().isEmpty()) {
            part(text, "Attachments", "- " + String.join("\n- ", request.attachments()));
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String name, @Nullable String value) {
        if (value != null) {
            text.append("- ").append(name).append(": ").append(value).append('\n');
        }
    }

    private static void part(StringBuilder text, String title, @Nullable String content) {
        if (content != null) {
            text.append("\n## ").append(title).append("\n\n").append(content).append('\n');
        }
    }
}
