package dev.sdpmcp.desk.write.idempotency;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code idempotency_keys}; {@link Creation} describes the fields. */
@Entity
@Table(name = "idempotency_keys")
@SuppressWarnings("NullAway.Init") // JPA sets the fields
class CreationRow {

    @Id
    @Column(name = "key_digest")
    private String key;

    @Column(name = "content_digest")
    private String content;

    @Column(name = "attempt_id")
    private String attempt;

    @Enumerated(EnumType.STRING)
    @Column(name = "state")
    private Creation.State state;

    @Column(name = "begun_at")
    private Instant begun;

    @Column(name = "kept_until")
    private Instant until;

    @Column(name = "entity_type")
    private String entityType;

    @Column(name = "entity_id")
    private @Nullable String entityId;

    /** For JPA. */
    protected CreationRow() {}

    CreationRow(Creation creation) {
        this.key = creation.key();
        become(creation);
    }

    /** Takes all but the key. */
    final void become(Creation creation) {
        this.content = creation.content();
        this.attempt = creation.attempt();
        this.state = creation.state();
        this.begun = creation.begun();
        this.until = creation.until();
        this.entityType = creation.entityType();
        this.entityId = creation.entityId();
    }

    Creation asCreation() {
        return new Creation(key, content, attempt, state, begun, until, entityType, entityId);
    }

    /** Whether nobody has changed it since it was seen like this. */
    boolean isStill(Creation seen) {
        return attempt.equals(seen.attempt()) && state == seen.state();
    }
}
