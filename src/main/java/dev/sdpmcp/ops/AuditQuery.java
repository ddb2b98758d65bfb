package dev.sdpmcp.ops;

import dev.sdpmcp.audit.reading.AuditCriteria;
import dev.sdpmcp.audit.reading.AuditCursor;
import dev.sdpmcp.audit.row.CallOutcome;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Parameters of {@code GET /audit}.
 *
 * @param limit calls on a page
 */
record AuditQuery(AuditCriteria filter, Optional<AuditCursor> cursor, int limit, Form form) {

    static final int DEFAULT_LIMIT = 100;
    static final int MAX_LIMIT = 500;

    private static final int MAX_LENGTH = 200;
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");
    /** Not "key": a query parameter of that name counts as an API key in the query, and is refused. */
    private static final String KEY_NAME = "keyName";

    private static final List<String> NAMES =
            List.of("from", "to", KEY_NAME, "tool", "ticket", "outcome", "cursor", "limit", "format");
    private static final Pattern TICKET = Pattern.compile("#*(\\d{1,32})#*");

    /** Format of the response. */
    enum Form {
        /** One page as JSON. */
        PAGE,
        /** Everything, as a JSON document. */
        JSON,
        /** Everything, as CSV. */
        CSV
    }

    /** A parameter is invalid; the message says what to send. */
    static final class InvalidParameter extends Exception {
        private static final long serialVersionUID = 1L;

        InvalidParameter(String whatToDo) {
            super(whatToDo, null, false, false);
        }
    }

    /** @param csvWanted whether the Accept header prefers CSV */
    static AuditQuery of(MultivaluedMap<String, String> parameters, boolean csvWanted) throws InvalidParameter {
        checkNames(parameters);
        AuditCriteria filter = new AuditCriteria(
                time(parameters, "from"),
                time(parameters, "to"),
                text(parameters, KEY_NAME),
                text(parameters, "tool"),
                ticket(parameters),
                outcome(parameters));
        Form form = form(parameters, csvWanted);
        Optional<AuditCursor> cursor = cursor(parameters);
        if (form != Form.PAGE && (cursor.isPresent() || parameters.containsKey("limit"))) {
            throw new InvalidParameter(
                    "cursor and limit are for pages; an export contains everything that matches the filters.");
        }
        return new AuditQuery(filter, cursor, limit(parameters), form);
    }

    private static void checkNames(MultivaluedMap<String, String> parameters) throws InvalidParameter {
        for (Map.Entry<String, List<String>> parameter : parameters.entrySet()) {
            if (!NAMES.contains(parameter.getKey())) {
                throw new InvalidParameter(
                        "A parameter is unknown. The parameters are " + String.join(", ", NAMES) + ".");
            }
            if (parameter.getValue().size() > 1) {
                throw new InvalidParameter("Give " + parameter.getKey() + " once.");
            }
        }
    }

    private static Optional<String> text(MultivaluedMap<String, String> parameters, String name)
            throws InvalidParameter {
        String value = parameters.getFirst(name);
        if (value != null && (value.isBlank() || value.length() > MAX_LENGTH)) {
            throw new InvalidParameter(
                    "Give " + name + " a value of 1 to " + MAX_LENGTH + " characters, or leave it out.");
        }
        if (value != null && value.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidParameter("Give " + name + " without control characters.");
        }
        return Optional.ofNullable(value);
    }

    private static Optional<Instant> time(MultivaluedMap<String, String> parameters, String name)
            throws InvalidParameter {
        Optional<String> text = text(parameters, name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        // an unencoded plus is decoded as a blank
        String value = text.get().replace(' ', '+');
        try {
            return Optional.of(bounded(
                    value.indexOf('T') < 0
                            ? LocalDate.parse(value).atStartOfDay().toInstant(ZoneOffset.UTC)
                            : OffsetDateTime.parse(value).toInstant(),
                    name));
        } catch (DateTimeParseException wrong) {
            throw new InvalidParameter(
                    "Give " + name + " in ISO 8601 with its zone, such as 2026-11-22T08:00:00Z, or as a date, which"
                            + " begins at midnight UTC.");
        }
    }

    /** A database cannot store every instant of Java. */
    private static Instant bounded(Instant moment, String name) throws InvalidParameter {
        if (moment.isBefore(Instant.EPOCH) || !moment.isBefore(END)) {
            throw new InvalidParameter("Give " + name + " in the years 1970 to 9999.");
        }
        return moment;
    }

    private static Optional<String> ticket(MultivaluedMap<String, String> parameters) throws InvalidParameter {
        Optional<String> text = text(parameters, "ticket");
        if (text.isPresent() && !TICKET.matcher(text.get()).matches()) {
            throw new InvalidParameter(
                    "Give ticket as the number of a ticket, such as 1042, or as its long internal id.");
        }
        return text.map(value -> value.replace("#", ""));
    }

    private static Optional<CallOutcome> outcome(MultivaluedMap<String, String> parameters) throws InvalidParameter {
        Optional<String> text = text(parameters, "outcome");
        Optional<CallOutcome> outcome = text.flatMap(CallOutcome::of);
        if (text.isPresent() && outcome.isEmpty()) {
            throw new InvalidParameter("Give outcome as one of "
                    + Arrays.stream(CallOutcome.values()).map(CallOutcome::word).collect(Collectors.joining(", "))
                    + ".");
        }
        return outcome;
    }

    private static Optional<AuditCursor> cursor(MultivaluedMap<String, String> parameters) throws InvalidParameter {
        Optional<String> text = text(parameters, "cursor");
        Optional<AuditCursor> cursor = text.flatMap(AuditCursor::of);
        if (text.isPresent() && cursor.isEmpty()) {
            throw new InvalidParameter(
                    "This cursor is invalid. Send the nextCursor of a page, or none for the first page.");
        }
        return cursor;
    }

    private static int limit(MultivaluedMap<String, String> parameters) throws InvalidParameter {
        String text = text(parameters, "limit").orElse(Integer.toString(DEFAULT_LIMIT));
        int limit = text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new InvalidParameter("Give limit as a number from 1 to " + MAX_LIMIT + ".");
        }
        return limit;
    }

    private static Form form(MultivaluedMap<String, String> parameters, boolean csvWanted) throws InvalidParameter {
        String format = text(parameters, "format").orElse(csvWanted ? "csv" : "");
        return switch (format) {
            case "" -> Form.PAGE;
            case "json" -> Form.JSON;
            case "csv" -> Form.CSV;
            default -> throw new InvalidParameter("Give format as csv or json, or leave it out for a page.");
        };
    }
}
