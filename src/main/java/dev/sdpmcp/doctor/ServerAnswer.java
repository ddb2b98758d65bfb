package dev.sdpmcp.doctor;

import java.util.List;

/**
 * What a running server says of itself to the doctor.
 *
 * @param sameSettings whether it was started with the Zoho settings that the doctor has
 * @param checks what it found
 */
record ServerAnswer(boolean sameSettings, List<CheckResult> checks) {

    ServerAnswer {
        checks = List.copyOf(checks);
    }

    /** Of the check with this name; none if the server has no such check. */
    List<Finding> findings(String check) {
        return checks.stream()
                .filter(result -> result.check().equals(check))
                .flatMap(result -> result.findings().stream())
                .toList();
    }
}
