package dev.sdpmcp.bench;

import dev.sdpmcp.audit.row.AuditRow;
import dev.sdpmcp.audit.row.AuditRow.CallOutcome;
import dev.sdpmcp.audit.row.AuditRow.RowKind;
import dev.sdpmcp.audit.row.CallIds;
import java.time.Duration;
import java.time.Instant;

/**
 * Made-up calls of the last ten months: of ten rows, eight are reads, and one change has the other two. Twenty keys take turns;
 * each ticket has a hundred rows, however many there are in all.
 */
final class PastCalls {

    static final Duration SPAN = Duration.ofDays(300);

    private static final int BURST = 10;
    private static final int KEYS = 20;
    private static final int ROWS_OF_A_TICKET = 100;
    private static final long FIRST_TICKET = 1_000;
    private static final long FIRST_ID = 100_000_000_000_001_000L;

    private final int rows;
    private final Instant first = Instant.now().minus(SPAN);
    private String callId = CallIds.next();

    PastCalls(int rows) {
        this.rows = rows;
    }

    static String key(int number) {
        return "key-" + number;
    }

    /** A ticket that was worked on until the end. */
    static String ticketNumber(int rows) {
        return Long.toString(FIRST_TICKET + rows / ROWS_OF_A_TICKET / 2);
    }

    /** Rows are asked for in their order. */
    AuditRow row(int number) {
        RowKind kind = kind(number % BURST);
        callId = kind == RowKind.OUTCOME ? callId : CallIds.next();
        int begun = kind == RowKind.OUTCOME ? number - 1 : number;
        int burst = number / BURST;
        int ticket = burst % Math.max(1, rows / ROWS_OF_A_TICKET);
        String id = Long.toString(FIRST_ID + ticket);
        return new AuditRow(
                callId,
                kind,
                first.plus(SPAN.multipliedBy(begun).dividedBy(rows)),
                "00000000-0000-4000-8000-000000000000",
                new AuditRow.Who(key(burst % KEYS), "s-7f3a9c", "10.20.30.40", "client", "1.0", "r-" + begun),
                new AuditRow.What(
                        "tools/call",
                        kind == RowKind.CALL ? "get_request" : "add_note",
                        "{\"request_id\":\"" + (FIRST_TICKET + ticket)
                                + "\",\"text\":\"[sha256:0011223344556677, 300]\"}"),
                ending(kind, id, Long.toString(FIRST_TICKET + ticket)));
    }

    private static RowKind kind(int place) {
        return place == 0 ? RowKind.INTENT : place == 1 ? RowKind.OUTCOME : RowKind.CALL;
    }

    private static AuditRow.Ending ending(RowKind kind, String id, String number) {
        if (kind == RowKind.INTENT) {
            return new AuditRow.Ending(CallOutcome.OPEN, new AuditRow.Targets("request", null, number, number), null, null);
        }
        return new AuditRow.Ending(
                CallOutcome.OK,
                new AuditRow.Targets("request", id, number, number + " " + id),
                "[{\"method\":\"GET\",\"path\":\"requests/" + id + "\",\"status\":200,\"ms\":31}]",
                31_000L);
    }
}
