package dev.sdpmcp.ops;

import dev.sdpmcp.lifecycle.Readiness;
import java.util.List;

/**
 * A health answer in the JSON form of MicroProfile Health 4.0, section 3.1.
 *
 * @param status {@code UP} or {@code DOWN}
 */
record HealthReport(String status, List<Check> checks) {

    /** One check of the report. */
    record Check(String name, String status) {}

    static HealthReport of(List<Readiness.Answer> answers) {
        boolean up = answers.stream().allMatch(Readiness.Answer::ready);
        return new HealthReport(
                word(up),
                answers.stream()
                        .map(answer -> new Check(answer.name(), word(answer.ready())))
                        .toList());
    }

    boolean isUp() {
        return status.equals(word(true));
    }

    private static String word(boolean up) {
        return up ? "UP" : "DOWN";
    }
}
