package dev.sdpmcp.audit.row;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a call ended, as seen by the thread that worked for it. */
public enum CallOutcome {
    OK,
    /** A result with {@code isError}: the help desk or the tool said no. */
    TOOL_FAILED,
    /** Not done: bad arguments, no such tool or resource, or no row could be written. */
    REFUSED,
    CANCELLED,
    /** A fault of this program. */
    FAILED,
    /** Not known: a write was sent and got no answer, or the server went down while the call was running. */
    UNKNOWN,
    /** Not yet known: the call is running. */
    OPEN;

    /** In answers and filters. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<CallOutcome> of(String word) {
        return Arrays.stream(values())
                .filter(outcome -> outcome.word().equals(word))
                .findFirst();
    }
}
