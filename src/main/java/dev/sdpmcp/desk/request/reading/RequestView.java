package dev.sdpmcp.desk.request.reading;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * The saved views of ServiceDesk Plus. Some have been seen to return requests that do not belong there (finished ones
 * and other people's in {@code My_Open_Requests}), so each says what its rows must be.
 */
public enum RequestView {
    ALL_REQUESTS("All_Requests", null, false, Must.NOTHING),
    OPEN_REQUESTS("Open_Requests", false, false, Must.NOTHING),
    ONHOLD_REQUESTS("Onhold_Requests", false, false, Must.NOTHING),
    OVERDUE_REQUESTS("Overdue_Requests", false, false, Must.BE_OVERDUE),
    REQUESTS_DUE_TODAY("Requests_Due_Today", false, false, Must.NOTHING),
    UNASSIGNED_REQUESTS("Unassigned_Requests", false, false, Must.BE_UNASSIGNED),
    COMPLETED_REQUESTS("Completed_Requests", true, false, Must.NOTHING),
    REQUESTS_PENDING_APPROVAL("Requests_Pending_Approval", null, false, Must.NOTHING),
    MY_OPEN_REQUESTS("My_Open_Requests", false, true, Must.NOTHING),
    MY_PENDING_REQUESTS("My_Pending_Requests", false, true, Must.NOTHING),
    MY_OVERDUE_REQUESTS("My_Overdue_Requests", false, true, Must.BE_OVERDUE),
    MY_REQUESTS_DUE_TODAY("My_Requests_Due_Today", false, true, Must.NOTHING),
    MY_CLOSED_REQUESTS("My_Closed_Requests", true, true, Must.NOTHING),
    WAITING_FOR_MY_UPDATE("Waiting_For_My_Update", null, false, Must.NOTHING),
    UPDATED_BY_ME("Updated_By_Me", null, false, Must.NOTHING);

    /** A further condition. */
    enum Must {
        NOTHING,
        BE_OVERDUE,
        BE_UNASSIGNED
    }

    private final String wireName;
    private final @Nullable Boolean finished;
    private final boolean mine;
    private final Must must;

    RequestView(String wireName, @Nullable Boolean finished, boolean mine, Must must) {
        this.wireName = wireName;
        this.finished = finished;
        this.mine = mine;
        this.must = must;
    }

    @JsonValue
    public String wireName() {
        return wireName;
    }

    /** What its rows must be; null if they may be either. */
    @Nullable
    Boolean finished() {
        return finished;
    }

    /** Whether it shows the requests of one technician, the one whom the OAuth token belongs to. */
    boolean isMine() {
        return mine;
    }

    Must must() {
        return must;
    }
}
