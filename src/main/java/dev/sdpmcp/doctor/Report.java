package dev.sdpmcp.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.doctor.Finding.Outcome;
import dev.sdpmcp.persistence.StoredJson;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Results of all checks, in the form of {@code --doctor --json}; docs/troubleshooting.md documents its members.
 *
 * @param outcome the highest of all checks
 */
record Report(Outcome outcome, List<CheckResult> checks) {

    Report {
        checks = List.copyOf(checks);
    }

    /**
     * Findings of one check.
     *
     * @param check its name
     * @param outcome the highest of its findings
     * @param millis its duration
     */
    record CheckResult(String check, Outcome outcome, long millis, List<Finding> findings) {

        CheckResult {
            findings = List.copyOf(findings);
        }

        static CheckResult of(String check, long millis, List<Finding> findings) {
            return new CheckResult(check, highest(findings.stream().map(Finding::outcome)), millis, findings);
        }

        /** Whether checks that need this one can run. */
        boolean passed() {
            return outcome == Outcome.OK || outcome == Outcome.WARN;
        }
    }

    static Report of(List<CheckResult> checks) {
        return new Report(highest(checks.stream().map(CheckResult::outcome)), checks);
    }

    private static Outcome highest(Stream<Outcome> outcomes) {
        return outcomes.max(Comparator.naturalOrder()).orElse(Outcome.OK);
    }

    String json() {
        return write(this);
    }

    static String write(Object data) {
        try {
            return StoredJson.MAPPER.writeValueAsString(data);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("records of plain values have a JSON form", impossible);
        }
    }

    /** @throws JsonProcessingException if the text is not JSON */
    static JsonNode tree(String text) throws JsonProcessingException {
        return StoredJson.MAPPER.readTree(text);
    }
}
