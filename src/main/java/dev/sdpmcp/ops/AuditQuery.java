package dev.sdpmcp.ops;

import dev.sdpmcp.audit.reading.AuditPage.AuditCursor;
import dev.sdpmcp.audit.reading.AuditReader.AuditCriteria;
import dev.sdpmcp.audit.row.AuditRow.CallOutcome;
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
import java.util.function.Function;
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
    static AuditQuery of(MultivaluedMap<String, String> values, boolean csvWanted) throws InvalidParameter {
        Parameters parameters = new Parameters(values);
        parameters.checkNames();
        AuditCriteria filter = new AuditCriteria(
                parameters.time("from"),
                parameters.time("to"),
                parameters.text(KEY_NAME),
                parameters.text("tool"),
                parameters.ticket(),
                parameters.outcome());
        Form form = parameters.form(csvWanted);
        Optional<AuditCursor> cursor = parameters.cursor();
        if (form != Form.PAGE && (cursor.isPresent() || values.containsKey("limit"))) {
            throw new InvalidParameter(
                    "cursor and limit are for pages; an export contains everything that matches the filters.");
        }
        return new AuditQuery(filter, cursor, parameters.limit(), form);
    }

    /** Reader of single parameters. */
    private record Parameters(MultivaluedMap<String, String> values) {

        void checkNames() throws InvalidParameter {
            for (Map.Entry<String, List<String>> parameter : values.entrySet()) {
                if (!NAMES.contains(parameter.getKey())) {
                    throw new InvalidParameter(
                            "A parameter is unknown. The parameters are " + String.join(", ", NAMES) + ".");
                }
                if (parameter.getValue().size() > 1) {
                    throw new InvalidParameter("Give " + parameter.getKey() + " once.");
                }
            }
        }

        Optional<String> text(String name) throws InvalidParameter {
            String value = values.getFirst(name);
            if (value != null && (value.isBlank() || value.length() > MAX_LENGTH)) {
                throw new InvalidParameter(
                        "Give " + name + " a value of 1 to " + MAX_LENGTH + " characters, or leave it out.");
            }
            if (value != null && value.chars().anyMatch(Character::isISOControl)) {
                throw new InvalidParameter("Give " + name + " without control characters.");
            }
            return Optional.ofNullable(value);
        }

        /** @param reader returns empty for an invalid value */
        private <T> Optional<T> value(String name, Function<String, Optional<T>> reader, String whatToDo)
                throws InvalidParameter {
            Optional<String> text = text(name);
            Optional<T> value = text.flatMap(reader);
            if (text.isPresent() && value.isEmpty()) {
                throw new InvalidParameter(whatToDo);
            }
            return value;
        }

        Optional<Instant> time(String name) throws InvalidParameter {
            Optional<Instant> time = value(
                    name,
                    Parameters::instant,
                    "Give " + name + " in ISO 8601 with its zone, such as 2026-11-22T08:00:00Z, or as a date, which"
                            + " begins at midnight UTC.");
            // a database cannot store every instant of Java
            if (time.filter(moment -> moment.isBefore(Instant.EPOCH) || !moment.isBefore(END))
                    .isPresent()) {
                throw new InvalidParameter("Give " + name + " in the years 1970 to 9999.");
            }
            return time;
        }

        private static Optional<Instant> instant(String text) {
            String value = text.replace(' ', '+'); // an unencoded plus is decoded as a blank
            try {
                return Optional.of(
                        value.indexOf('T') < 0
                                ? LocalDate.parse(value).atStartOfDay().toInstant(ZoneOffset.UTC)
                                : OffsetDateTime.parse(value).toInstant());
            } catch (DateTimeParseException wrong) {
                return Optional.empty();
            }
        }

        Optional<String> ticket() throws InvalidParameter {
            return value(
                    "ticket",
                    text -> TICKET.matcher(text).matches() ? Optional.of(text.replace("#", "")) : Optional.empty(),
                    "Give ticket as the number of a ticket, such as 1042, or as its long internal id.");
        }

        Optional<CallOutcome> outcome() throws InvalidParameter {
            String words =
                    Arrays.stream(CallOutcome.values()).map(CallOutcome::word).collect(Collectors.joining(", "));
            return value("outcome", CallOutcome::of, "Give outcome as one of " + words + ".");
        }

        Optional<AuditCursor> cursor() throws InvalidParameter {
            return value(
                    "cursor",
                    AuditCursor::of,
                    "This cursor is invalid. Send the nextCursor of a page, or none for the first page.");
        }

        int limit() throws InvalidParameter {
            String text = text("limit").orElse(Integer.toString(DEFAULT_LIMIT));
            int limit = text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
            if (limit < 1 || limit > MAX_LIMIT) {
                throw new InvalidParameter("Give limit as a number from 1 to " + MAX_LIMIT + ".");
            }
            return limit;
        }

        Form form(boolean csvWanted) throws InvalidParameter {
            return switch (text("format").orElse(csvWanted ? "csv" : "")) {
                case "" -> Form.PAGE;
                case "json" -> Form.JSON;
                case "csv" -> Form.CSV;
                default -> throw new InvalidParameter("Give format as csv or json, or leave it out for a page.");
            };
        }
    }
}
