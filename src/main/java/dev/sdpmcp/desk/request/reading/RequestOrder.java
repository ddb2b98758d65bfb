package dev.sdpmcp.desk.request.reading;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Fields that ServiceDesk Plus can sort requests by. */
public enum RequestOrder {
    CREATED_TIME,
    DUE_BY_TIME,
    LAST_UPDATED_TIME,
    SUBJECT,
    PRIORITY,
    STATUS;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
