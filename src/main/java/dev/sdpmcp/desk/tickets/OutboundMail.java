package dev.sdpmcp.desk.tickets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.desk.Fields;
import dev.sdpmcp.desk.text.ContentHtml;
import dev.sdpmcp.desk.text.SingleLine;
import dev.sdpmcp.desk.text.WrittenMarkdown;
import dev.sdpmcp.text.Excerpt;
import dev.sdpmcp.tool.ToolFailure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An e-mail about a request, complete but not sent. Immutable.
 *
 * @param to addresses, at least one
 * @param cc addresses
 * @param subject with the marker by which answers are found again
 * @param html the text as it is sent
 * @param findings of the {@link OutboundCheck}
 */
record OutboundMail(List<String> to, List<String> cc, String subject, String html, List<String> findings) {

    /** Characters of a subject in ServiceDesk Plus. */
    static final int MAX_SUBJECT = 250;

    private static final Pattern ADDRESS =
            Pattern.compile("(?:[^<>]{0,200}<)?([^\\s<>()\\[\\]\",;:|@]{1,64}@[^\\s<>()\\[\\]\",;:|@]{1,250})>?");

    private static final List<String> PEOPLE = List.of("requester", "on_behalf_of", "technician", "created_by");
    private static final List<String> ADDRESSES = List.of("email_to", "email_cc", "email_bcc", "email_ids_to_notify");

    OutboundMail {
        to = List.copyOf(to);
        cc = List.copyOf(cc);
        findings = List.copyOf(findings);
    }

    /**
     * The e-mail.
     *
     * @param request as ServiceDesk Plus shows it
     * @param to null or empty for the requester
     * @param subject null for that of the request
     * @throws ToolFailure if there is no recipient, an address is none, or the message has no text
     */
    static OutboundMail about(
            ObjectNode request,
            String message,
            @Nullable List<String> to,
            @Nullable List<String> cc,
            @Nullable String subject) {
        String html = WrittenMarkdown.withContent("message", message);
        String requester = Objects.requireNonNullElse(Fields.text(request.path("requester"), "email_id"), "");
        List<String> recipients = to == null || to.isEmpty() ? List.of(requester) : addresses("to", to);
        if (recipients.contains("")) {
            throw new ToolFailure(
                    "Nothing was done. The requester of this ticket has no e-mail address; give one in \"to\".");
        }
        List<String> copies = cc == null ? List.of() : addresses("cc", cc);
        List<String> findings =
                new ArrayList<>(findings(request, subject == null ? message : subject + "\n" + message, html));
        findings.addAll(OutboundCheck.ofRecipients(recipients, copies, onTicket(request), requester));
        return new OutboundMail(recipients, copies, subject(request, subject), html, findings);
    }

    /** Findings in a text about the request: as it was written, and as it is shown. */
    static List<String> findings(ObjectNode request, String written, String html) {
        Set<String> own = new HashSet<>();
        own.add(String.valueOf(Fields.text(request, "id")));
        own.add(number(request));
        return OutboundCheck.ofText(written + "\n" + ContentHtml.toWords(html), own);
    }

    /** The e-mail as the API takes it. */
    ObjectNode fields() {
        ObjectNode mail =
                JsonNodeFactory.instance.objectNode().put("subject", subject).put("description", html);
        addresses(mail.putArray("to"), to);
        if (!cc.isEmpty()) {
            addresses(mail.putArray("cc"), cc);
        }
        return mail;
    }

    /** The addresses in a field of a record: a list of texts, or of objects. */
    static List<String> addresses(JsonNode record, String field) {
        return record.path(field)
                .valueStream()
                .map(one -> one.isTextual() ? one.asText() : Fields.text(one, "email_id"))
                .filter(Objects::nonNull)
                .toList();
    }

    private static void addresses(ArrayNode array, List<String> addresses) {
        addresses.forEach(address -> array.addObject().put("email_id", address));
    }

    private static List<String> addresses(String argument, List<String> given) {
        return given.stream()
                .map(one -> {
                    Matcher address = ADDRESS.matcher(one.strip());
                    if (!address.matches()) {
                        throw new ToolFailure("Nothing was done. \"" + argument
                                + "\" takes e-mail addresses, such as mira@example.org.");
                    }
                    return address.group(1);
                })
                .toList();
    }

    private static Set<String> onTicket(ObjectNode request) {
        Set<String> known = new HashSet<>();
        Stream<String> people = PEOPLE.stream().map(role -> Fields.text(request.path(role), "email_id"));
        Stream<String> others = ADDRESSES.stream().flatMap(field -> addresses(request, field).stream());
        Stream.concat(people, others)
                .filter(Objects::nonNull)
                .map(address -> address.toLowerCase(Locale.ROOT))
                .forEach(known::add);
        return known;
    }

    private static String subject(ObjectNode request, @Nullable String given) {
        String marker = "##" + number(request) + "##";
        String line = SingleLine.of(given == null ? String.valueOf(Fields.text(request, "subject")) : given);
        String whole =
                line.contains(marker) ? line : (given == null ? "Re: " : "") + "[Request ID :" + marker + "] : " + line;
        return Excerpt.start(whole, MAX_SUBJECT);
    }

    private static String number(ObjectNode request) {
        return String.valueOf(Fields.displayId(request)).replaceFirst("^[A-Za-z]+-", "");
    }
}
