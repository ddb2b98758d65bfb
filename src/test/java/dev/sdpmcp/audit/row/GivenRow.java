package dev.sdpmcp.audit.row;

import dev.sdpmcp.audit.row.AuditRow.CallOutcome;
import dev.sdpmcp.audit.row.AuditRow.RowKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Rows for tests. */
public final class GivenRow {

    private GivenRow() {}

    /** A read of a ticket, now. */
    public static AuditRow read() {
        return row(CallIds.next(), RowKind.CALL, Instant.now(), "server", "ann", "get_request", "1042", CallOutcome.OK);
    }

    public static AuditRow readAt(Instant time) {
        return row(CallIds.next(), RowKind.CALL, time, "server", "ann", "get_request", "1042", CallOutcome.OK);
    }

    /** A change that is about to be made. */
    public static AuditRow intent(String callId, String serverId) {
        return row(callId, RowKind.INTENT, Instant.now(), serverId, "ann", "update_request", "1042", CallOutcome.OPEN);
    }

    /** The outcome of an intent. */
    public static AuditRow outcome(AuditRow intent, CallOutcome outcome) {
        return new AuditRow(
                intent.callId(),
                RowKind.OUTCOME,
                intent.happenedAt(),
                intent.serverId(),
                intent.who(),
                intent.what(),
                new AuditRow.Ending(outcome, intent.ending().targets(), null, 1_000L));
    }

    /** The same call, failed with this cause. */
    public static AuditRow because(AuditRow row, String cause) {
        AuditRow.Ending ending = row.ending();
        return new AuditRow(
                row.callId(),
                row.kind(),
                row.happenedAt(),
                row.serverId(),
                row.who(),
                row.what(),
                new AuditRow.Ending(
                        CallOutcome.TOOL_FAILED, ending.targets(), ending.upstream(), ending.tookMicros(), cause));
    }

    public static AuditRow row(
            String callId,
            RowKind kind,
            Instant time,
            String serverId,
            String key,
            String tool,
            @Nullable String ticket,
            CallOutcome outcome) {
        return new AuditRow(
                callId,
                kind,
                time,
                serverId,
                new AuditRow.Who(key, "5e55", "10.0.0.7", "client", null, "req-1"),
                new AuditRow.What("tools/call", tool, "{\"request_id\":\"" + ticket + "\"}"),
                new AuditRow.Ending(
                        outcome,
                        new AuditRow.Targets("request", null, ticket, ticket),
                        "[{\"method\":\"GET\"}]",
                        kind == RowKind.INTENT ? null : 1_234L));
    }
}
