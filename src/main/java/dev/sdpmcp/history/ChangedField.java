package dev.sdpmcp.history;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of {@code change_history}: one field of one {@link Change}. */
@Entity
@Table(name = "change_history")
@SuppressWarnings("NullAway.Init") // JPA sets the fields
class ChangedField {

    @Id
    @Column(name = "row_id")
    private String rowId;

    @Column(name = "change_id")
    private String changeId;

    @Column(name = "changed_at")
    private Instant changedAt;

    @Column(name = "entity_type")
    private String entityType;

    @Column(name = "entity_id")
    private String entityId;

    @Column(name = "display_id")
    private @Nullable String displayId;

    @Column(name = "field_name")
    private String fieldName;

    @Column(name = "old_value")
    private @Nullable String oldValue;

    @Column(name = "new_value")
    private @Nullable String newValue;

    @Enumerated(EnumType.STRING)
    @Column(name = "outcome")
    private Change.Outcome outcome;

    @Column(name = "tool_name")
    private String toolName;

    @Column(name = "key_name")
    private String keyName;

    @Column(name = "client_address")
    private String clientAddress;

    @Column(name = "request_id")
    private String correlationId;

    /** For JPA. */
    protected ChangedField() {}

    ChangedField(Change change, int position) {
        Change.Field field = change.fields().get(position);
        this.rowId = change.id() + "-" + position;
        this.changeId = change.id();
        this.changedAt = change.at();
        this.entityType = change.entityType();
        this.entityId = change.entityId();
        this.displayId = change.displayId();
        this.fieldName = field.name();
        this.oldValue = field.before();
        this.newValue = field.after();
        this.outcome = change.outcome();
        this.toolName = change.doer().tool();
        this.keyName = change.doer().keyName();
        this.clientAddress = change.doer().address();
        this.correlationId = change.doer().correlationId();
    }

    String changeId() {
        return changeId;
    }

    Change.Field field() {
        return new Change.Field(fieldName, oldValue, newValue);
    }

    /** The change that this row is of, with the fields of all its rows. */
    Change change(List<Change.Field> fields) {
        Change.Doer doer = new Change.Doer(toolName, keyName, clientAddress, correlationId);
        return new Change(changeId, changedAt, entityType, entityId, displayId, doer, outcome, fields);
    }
}
