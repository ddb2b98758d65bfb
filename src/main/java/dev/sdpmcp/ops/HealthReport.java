package dev.sdpmcp.ops;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sdpmcp.lifecycle.Readiness;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Health response in the JSON form of MicroProfile Health 4.0, section 3.1.
 *
 * @param status {@code UP} or {@code DOWN}
 */
record HealthReport(String status, List<Check> checks) {

    /**
     * One check of the report.
     *
     * @param data details for people; omitted if null
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Check(String name, String status, @Nullable Map<String, String> data) {
        Check(String name, String status) {
            this(name, status, null);
        }
    }

    /** The same report with an informational check, which does not affect the status. */
    HealthReport withNote(String name, Map<String, String> data) {
        List<Check> all = new ArrayList<>(checks);
        all.add(new Check(name, word(true), data));
        return new HealthReport(status, all);
    }

    static HealthReport of(List<Readiness.Answer> answers) {
        boolean up = answers.stream().allMatch(Readiness.Answer::ready);
        return new HealthReport(
                word(up),
                answers.stream()
                        .map(answer -> new Check(
                                answer.name(),
                                word(answer.ready()),
                                answer.data().isEmpty() ? null : answer.data()))
                        .toList());
    }

    boolean isUp() {
        return status.equals(word(true));
    }

    private static String word(boolean up) {
        return up ? "UP" : "DOWN";
    }
}
