package dev.sdpmcp.audit.row;

import dev.sdpmcp.audit.row.AuditRow.CallOutcome;
import dev.sdpmcp.audit.row.AuditRow.RowKind;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Entity of a row, read-only: the chain writes rows in bulk and never changes them. Not thread-safe. */
@Entity
@Table(name = "api_audit_log")
@SuppressWarnings("NullAway.Init") // JPA fills the fields
public class ApiAuditLog {

    @Id
    @Column(name = "entry_number")
    private long entryNumber;

    @Column(name = "call_id")
    private String callId;

    @Enumerated(EnumType.STRING)
    @Column(name = "row_kind")
    private RowKind rowKind;

    @Column(name = "timestamp")
    private Instant happenedAt;

    @Column(name = "server_id")
    private String serverId;

    @Column(name = "key_name")
    private String keyName;

    @Column(name = "session_handle")
    private String sessionHandle;

    @Column(name = "client_address")
    private String clientAddress;

    @Column(name = "client_name")
    private @Nullable String clientName;

    @Column(name = "client_version")
    private @Nullable String clientVersion;

    @Column(name = "request_id")
    private String requestId;

    @Column(name = "rpc_method")
    private String rpcMethod;

    @Column(name = "tool_name")
    private @Nullable String toolName;

    @Column(name = "entity_type")
    private @Nullable String entityType;

    @Column(name = "entity_id")
    private @Nullable String entityId;

    @Column(name = "display_id")
    private @Nullable String displayId;

    @Column(name = "target_ids")
    private @Nullable String targetIds;

    @Column(name = "call_arguments")
    private @Nullable String callArguments;

    @Column(name = "upstream_calls")
    private @Nullable String upstreamCalls;

    @Enumerated(EnumType.STRING)
    @Column(name = "outcome")
    private CallOutcome outcome;

    @Column(name = "took_micros")
    private @Nullable Long tookMicros;

    @Column(name = "cause")
    private @Nullable String cause;

    /** For JPA. */
    protected ApiAuditLog() {}

    /** The place in the chain, from 1. */
    public long entryNumber() {
        return entryNumber;
    }

    /** The content of the row. */
    public AuditRow row() {
        return new AuditRow(
                callId,
                rowKind,
                happenedAt,
                serverId,
                new AuditRow.Who(keyName, sessionHandle, clientAddress, clientName, clientVersion, requestId),
                new AuditRow.What(rpcMethod, toolName, callArguments),
                new AuditRow.Ending(
                        outcome,
                        new AuditRow.Targets(entityType, entityId, displayId, targetIds),
                        upstreamCalls,
                        tookMicros,
                        cause));
    }
}
