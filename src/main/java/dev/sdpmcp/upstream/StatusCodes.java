package dev.sdpmcp.upstream;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The codes of {@code response_status}; the outer one is nearly always generic, the inner ones tell. */
final class StatusCodes {

    static final int SUCCESS = 2000;
    static final int WARNING = 3000;
    static final int FORBIDDEN = 4002;
    static final int INTERNAL_ERROR = 4004;
    static final int NOT_FOUND = 4007;
    static final int RATE_LIMITED = 4015;
    static final int TOKEN_REFUSED = 4022;

    private static final Map<Integer, String> MEANINGS = Map.ofEntries(
            Map.entry(3000, "not done because a rule of the help desk is not met"),
            Map.entry(4001, "a value does not exist, is inactive or may not be used here"),
            Map.entry(FORBIDDEN, "no permission"),
            Map.entry(INTERNAL_ERROR, "internal error of ServiceDesk Plus"),
            Map.entry(4005, "it is used elsewhere"),
            Map.entry(NOT_FOUND, "not found"),
            Map.entry(4008, "the value must be unique and exists already"),
            Map.entry(4009, "the field cannot be changed in this state"),
            Map.entry(4012, "mandatory value missing"),
            Map.entry(4014, "the field is read-only"),
            Map.entry(RATE_LIMITED, "rate limit reached"),
            Map.entry(4016, "the times do not fit each other"),
            Map.entry(4021, "a value has the wrong type"),
            Map.entry(TOKEN_REFUSED, "the access token is not accepted"),
            Map.entry(7001, "the licence does not allow it"));

    private StatusCodes() {}

    static @Nullable String meaning(int code) {
        return MEANINGS.get(code);
    }
}
