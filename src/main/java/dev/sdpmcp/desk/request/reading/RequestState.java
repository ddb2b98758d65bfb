package dev.sdpmcp.desk.request.reading;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whether work on a request goes on. */
public enum RequestState {
    /** In any status but resolved, closed, cancelled and what else the site counts as finished. */
    OPEN,
    FINISHED,
    ALL;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
