package dev.sdpmcp.simulator.wire;

/**
 * The reasons that stand in {@code response_status.messages[].status_code}, each with the HTTP status that goes
 * with it.
 */
public enum InnerCode {
    /** Not executed, the caller has to give more. */
    WARNING(3000, 200),
    /** The call as a whole is not understood. */
    GENERAL(4000, 400),
    /** A given id or name does not exist or may not be used; also a value that cannot be parsed. */
    INVALID_VALUE(4001, 400),
    /** Not permitted. */
    FORBIDDEN(4002, 403),
    /** Internal error. */
    INTERNAL(4004, 500),
    /** The record is used elsewhere. */
    REFERENCED(4005, 400),
    /** Unknown address or record. */
    NOT_FOUND(4007, 404),
    /** Another record has this value. */
    NOT_UNIQUE(4008, 400),
    /** The field cannot be edited in this state. */
    NOT_EDITABLE(4009, 400),
    /** A mandatory value is missing. */
    MANDATORY(4012, 400),
    /** A read-only field was given. */
    READ_ONLY(4014, 400),
    /** Too many calls. */
    RATE_LIMIT(4015, 429),
    /** An end that lies before its start. */
    TIME_MISMATCH(4016, 400),
    /** A value of another JSON type than the field's. */
    TYPE_MISMATCH(4021, 400),
    /** No token, or one that is not valid. */
    UNAUTHENTICATED(4022, 401);

    private final int code;
    private final int http;

    InnerCode(int code, int http) {
        this.code = code;
        this.http = http;
    }

    /** The number on the wire. */
    public int code() {
        return code;
    }

    /** The HTTP status usually sent with it. */
    public int http() {
        return http;
    }
}
