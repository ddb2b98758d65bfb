package dev.sdpmcp.upstream;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Failure of a call to ServiceDesk Plus or Zoho. The message is for operators and models: it contains what happened and
 * what to do, but neither a raw response nor a secret. Unchecked, because a REST client throws no other checked
 * exceptions than its interface declares.
 */
public abstract sealed class UpstreamFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean outcomeUnknown;
    private final boolean mayStillHappen;

    private UpstreamFailure(String message, @Nullable Throwable cause) {
        this(message, false, false, cause);
    }

    private UpstreamFailure(String message, boolean outcomeUnknown, boolean finished, @Nullable Throwable cause) {
        super(message, cause);
        this.outcomeUnknown = outcomeUnknown;
        this.mayStillHappen = outcomeUnknown && !finished;
    }

    /** Whether a change was sent and may have been made. It must be verified before it is sent again. */
    public boolean outcomeUnknown() {
        return outcomeUnknown;
    }

    /**
     * Whether a change with an unknown outcome may still be made later, because ServiceDesk Plus may still be
     * processing it. Only a failure that it reported itself excludes that.
     */
    public boolean mayStillHappen() {
        return mayStillHappen;
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    /** The URL or the entity does not exist here (404, code 4007). */
    public static final class NotFound extends UpstreamFailure {
        private static final long serialVersionUID = 1L;

        NotFound(String message) {
            super(message, null);
        }
    }

    /** ServiceDesk Plus refused the call: wrong values, missing fields, no permission, or a warning (3000). */
    public static final class Refused extends UpstreamFailure {
        private static final long serialVersionUID = 1L;
        private final boolean warning;
        private final transient List<Complaint> complaints;

        Refused(boolean warning, List<Complaint> complaints, String message) {
            super(message, null);
            this.warning = warning;
            this.complaints = List.copyOf(complaints);
        }

        /** Whether it was a warning; the operation was not done either. */
        public boolean isWarning() {
            return warning;
        }

        public List<Complaint> complaints() {
            return complaints;
        }

        /** The mandatory fields that are missing. */
        public List<String> missingFields() {
            return complaints.stream()
                    .filter(complaint -> complaint.code() == Complaint.MANDATORY_MISSING || warning)
                    .flatMap(complaint -> complaint.fields().stream())
                    .distinct()
                    .toList();
        }
    }

    /** Too many calls or too many tokens; nothing was done. */
    public static final class Throttled extends UpstreamFailure {
        private static final long serialVersionUID = 1L;
        private final Duration retryAfter;

        public Throttled(String message, Duration retryAfter) {
            super(message, null);
            this.retryAfter = retryAfter;
        }

        public Duration retryAfter() {
            return retryAfter;
        }
    }

    /** The credentials or their scopes do not allow the call. A retry does not help; an operator must act. */
    public static final class Unauthorised extends UpstreamFailure {
        private static final long serialVersionUID = 1L;
        private final boolean aboutToken;

        public Unauthorised(String message) {
            this(message, false);
        }

        Unauthorised(String message, boolean aboutToken) {
            super(message, null);
            this.aboutToken = aboutToken;
        }

        /** Whether another token may help. */
        public boolean isAboutToken() {
            return aboutToken;
        }
    }

    /** Nothing was sent, because ServiceDesk Plus failed too often and the circuit breaker is open. */
    public static final class CircuitOpen extends UpstreamFailure {
        private static final long serialVersionUID = 1L;
        private final Duration retryAfter;

        CircuitOpen(String message, Duration retryAfter, Throwable cause) {
            super(message, cause);
            this.retryAfter = retryAfter;
        }

        public Duration retryAfter() {
            return retryAfter;
        }
    }

    /** No response, a late one, or a server error. */
    public static final class Unavailable extends UpstreamFailure {
        private static final long serialVersionUID = 1L;

        public Unavailable(String message, boolean outcomeUnknown, @Nullable Throwable cause) {
            super(message, outcomeUnknown, false, cause);
        }

        private Unavailable(String message, boolean write) {
            super(message, write, true, null);
        }

        /** ServiceDesk Plus reported the failure itself, so it has stopped; how much it did is not known. */
        static Unavailable failed(String message, boolean write) {
            return new Unavailable(message, write);
        }
    }

    /** A response that the API does not document: HTML, an incomplete body, a redirect, too many bytes. */
    public static final class Malformed extends UpstreamFailure {
        private static final long serialVersionUID = 1L;

        public Malformed(String message, boolean outcomeUnknown, @Nullable Throwable cause) {
            super(message, outcomeUnknown, false, cause);
        }
    }

    /**
     * One entry of {@code response_status.messages}.
     *
     * @param code the inner code; 0 if there was none
     * @param fields that it is about; may be empty
     * @param message of ServiceDesk Plus; may be empty
     */
    public record Complaint(int code, List<String> fields, String message) {

        /** Inner code 4012. */
        public static final int MANDATORY_MISSING = 4012;

        /** Inner code 4001: a value or an id does not exist or may not be used. */
        public static final int VALUE_UNKNOWN = 4001;

        public Complaint {
            fields = List.copyOf(fields);
        }

        @Override
        public String toString() {
            String about = fields.isEmpty() ? "" : fields.stream().collect(Collectors.joining(", ", " (", ")"));
            return (message.isEmpty() ? meaning() : message) + about + (code == 0 ? "" : ", code " + code);
        }

        private String meaning() {
            return Objects.requireNonNullElse(Envelope.StatusCodes.meaning(code), "refused without a reason");
        }
    }
}
