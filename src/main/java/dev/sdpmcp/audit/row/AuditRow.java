package dev.sdpmcp.audit.row;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sdpmcp.text.Excerpt;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Content of a row of the audit trail. Call and kind identify a row: writing it twice adds it once.
 *
 * @param callId the same in all rows of a call, see {@link CallIds}
 * @param happenedAt when the call began, to the microsecond; the same in all its rows
 * @param serverId the run of the server that made the call
 */
public record AuditRow(
        String callId, RowKind kind, Instant happenedAt, String serverId, Who who, What what, Ending ending) {

    static final int MAX_ARGUMENTS = 4_000;
    static final int MAX_UPSTREAM = 4_000;
    static final int MAX_TARGETS = 500;

    private static final int MAX_CLIENT = 200;
    private static final int MAX_KEY_NAME = 100;
    private static final int MAX_ID = 40;
    private static final int MAX_WORD = 64;

    public AuditRow {
        happenedAt = happenedAt.truncatedTo(ChronoUnit.MICROS);
    }

    /** Kind of a row. A row is never changed: facts that become known later are in another row. */
    public enum RowKind {
        /** A whole call that changed nothing. */
        CALL,
        /** A call that is about to change something. */
        INTENT,
        /** The end of a call that has an {@link #INTENT}. */
        OUTCOME,
        /** The server that wrote the {@link #INTENT} is gone and left no {@link #OUTCOME}. */
        UNKNOWN,
        /** The rows before this one are sealed with a former key, the later ones with the current key. */
        NEW_KEY,
        /** The chain was not as this program had left it. */
        BREAK
    }

    /** Outcome of a call. */
    public enum CallOutcome {
        OK,
        /** A result with {@code isError}, from the help desk or the tool. */
        TOOL_FAILED,
        /** Not done: invalid arguments, an unknown tool or resource, or its row could not be written. */
        REFUSED,
        CANCELLED,
        /** A fault of this program. */
        FAILED,
        /** A write was sent and got no response, or the server stopped during the call. */
        UNKNOWN,
        /** The call is still running. */
        OPEN;

        /** In responses and filters. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<CallOutcome> of(String word) {
            return Arrays.stream(values())
                    .filter(outcome -> outcome.word().equals(word))
                    .findFirst();
        }
    }

    /** The caller, its client and its connection. */
    public record Who(
            String keyName,
            String session,
            String address,
            @Nullable String clientName,
            @Nullable String clientVersion,
            String requestId) {

        /** For rows that the trail adds itself. */
        public static final Who NOBODY = new Who("", "", "", null, null, "");

        public Who {
            keyName = BoundedText.of(keyName, MAX_KEY_NAME);
            session = BoundedText.of(session, MAX_ID);
            address = BoundedText.of(address, MAX_WORD);
            clientName = BoundedText.ofNullable(clientName, MAX_CLIENT);
            clientVersion = BoundedText.ofNullable(clientVersion, MAX_CLIENT);
            requestId = BoundedText.of(requestId, MAX_WORD);
        }
    }

    /**
     * The call.
     *
     * @param tool null for other methods
     * @param arguments JSON, see {@link RecordedArguments}
     */
    public record What(
            String method, @Nullable String tool, @Nullable String arguments) {

        public What {
            method = BoundedText.of(method, MAX_ID);
            tool = BoundedText.ofNullable(tool, MAX_WORD);
            arguments = BoundedText.ofNullable(arguments, MAX_ARGUMENTS);
        }
    }

    /**
     * The result of the call.
     *
     * @param targets as far as they are known
     * @param upstream exchanges with ServiceDesk Plus as JSON; null if there was none
     * @param tookMicros null while it is not known
     * @param cause of a failure, see {@link dev.sdpmcp.tool.FailureCause#word()}; null if there is none
     */
    public record Ending(
            CallOutcome outcome,
            Targets targets,
            @Nullable String upstream,
            @Nullable Long tookMicros,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String cause) {

        public Ending {
            upstream = BoundedText.ofNullable(upstream, MAX_UPSTREAM);
            cause = BoundedText.ofNullable(cause, MAX_ID);
        }

        /** Without a failure. */
        public Ending(CallOutcome outcome, Targets targets, @Nullable String upstream, @Nullable Long tookMicros) {
            this(outcome, targets, upstream, tookMicros, null);
        }
    }

    /**
     * The help desk entities that a call was about.
     *
     * @param entityType kind of the entity, such as {@code request}; null if none is known
     * @param entityId its internal id
     * @param displayId the number that people use for it
     * @param all ids and numbers of all entities, separated by blanks
     */
    public record Targets(
            @Nullable String entityType,
            @Nullable String entityId,
            @Nullable String displayId,
            @Nullable String all) {

        public static final Targets NONE = new Targets(null, null, null, null);

        public Targets {
            entityType = BoundedText.ofNullable(entityType, MAX_ID);
            entityId = BoundedText.ofNullable(entityId, MAX_ID);
            displayId = BoundedText.ofNullable(displayId, MAX_ID);
            all = BoundedText.ofNullable(all, MAX_TARGETS);
        }
    }

    /**
     * Text that both databases return exactly as it was written, so that its hash stays the same: cut to the length of
     * its column, without U+0000 (PostgreSQL) and without unpaired surrogates (UTF-8).
     */
    private static final class BoundedText {

        private static final char REPLACEMENT = '\uFFFD';

        private BoundedText() {}

        static @Nullable String ofNullable(@Nullable String text, int max) {
            return text == null ? null : of(text, max);
        }

        static String of(String text, int max) {
            String cut = Excerpt.start(text, max);
            boolean exact = cut.chars().noneMatch(c -> c == 0 || Character.isSurrogate((char) c));
            return exact ? cut : repaired(cut);
        }

        private static String repaired(String text) {
            StringBuilder exact = new StringBuilder(text.length());
            text.codePoints()
                    .map(c -> c == 0 || isSurrogate(c) ? REPLACEMENT : c)
                    .forEach(exact::appendCodePoint);
            return exact.toString();
        }

        /** A pair is one code point; only an unpaired surrogate is one itself. */
        private static boolean isSurrogate(int codePoint) {
            return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
        }
    }
}
