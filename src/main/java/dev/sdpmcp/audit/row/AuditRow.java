package dev.sdpmcp.audit.row;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A row before it has its place in the chain. Call and kind together name it: to write it twice is to write it once.
 *
 * @param callId the same in all rows of a call, see {@link CallIds}
 * @param happenedAt when the call began, to the microsecond; the same in all its rows
 * @param serverId the run of the server that worked for the call
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

    /** Who called, from where and with what. */
    public record Who(
            String keyName,
            String session,
            String address,
            @Nullable String clientName,
            @Nullable String clientVersion,
            String requestId) {

        /** Nobody: the trail itself. */
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
     * What was asked for.
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
     * What came of it.
     *
     * @param targets what it was about, as far as that is known
     * @param upstream JSON, see {@link UpstreamCalls}; null if there was no exchange
     * @param tookMicros null while it is not known
     * @param cause why it failed, see {@link dev.sdpmcp.tool.FailureCause#word()}; null if it did not, and in rows of
     *     servers that did not know it
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

        /** Of what did not fail. */
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
}
