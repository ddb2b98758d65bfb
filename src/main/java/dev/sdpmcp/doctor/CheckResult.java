package dev.sdpmcp.doctor;

import java.util.Comparator;
import java.util.List;

/**
 * What one check found.
 *
 * @param check its name
 * @param outcome the worst of its findings
 * @param millis how long it took
 */
record CheckResult(String check, Outcome outcome, long millis, List<Finding> findings) {

    CheckResult {
        findings = List.copyOf(findings);
    }

    static CheckResult of(String check, long millis, List<Finding> findings) {
        Outcome worst = findings.stream()
                .map(Finding::outcome)
                .max(Comparator.naturalOrder())
                .orElse(Outcome.OK);
        return new CheckResult(check, worst, millis, findings);
    }

    /** Whether a check that needs this one can look. */
    boolean lets() {
        return outcome == Outcome.OK || outcome == Outcome.WARN;
    }
}
