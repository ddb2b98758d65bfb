package dev.sdpmcp.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Comparator;
import java.util.List;

/**
 * Everything that was found, in the form of {@code --doctor --json}; docs/troubleshooting.md names its members.
 *
 * @param outcome the worst of all
 */
record Report(Outcome outcome, List<CheckResult> checks) {

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    Report {
        checks = List.copyOf(checks);
    }

    static Report of(List<CheckResult> checks) {
        return new Report(
                checks.stream()
                        .map(CheckResult::outcome)
                        .max(Comparator.naturalOrder())
                        .orElse(Outcome.OK),
                checks);
    }

    /** One line for each finding of a check. */
    static List<String> lines(CheckResult result) {
        return result.findings().stream()
                .map(finding -> "%-4s  %s: %s"
                        .formatted(
                                finding.outcome().word(),
                                result.check(),
                                finding.mend() == null
                                        ? finding.finding()
                                        : ended(finding.finding()) + " Mend: " + finding.mend()))
                .map(line -> line.replaceAll("\\s*[\\r\\n]+\\s*", " "))
                .toList();
    }

    private static String ended(String sentence) {
        return sentence.endsWith("?") || sentence.endsWith(".") ? sentence : sentence + ".";
    }

    String json() {
        return write(this);
    }

    static String write(Object data) {
        try {
            return JSON.writeValueAsString(data);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("records of plain values have a JSON form", impossible);
        }
    }

    /** @throws JsonProcessingException if the text is no JSON */
    static JsonNode tree(String text) throws JsonProcessingException {
        return JSON.readTree(text);
    }

    /** @throws JsonProcessingException if the text is no such data */
    static <T> T read(String text, Class<T> type) throws JsonProcessingException {
        return JSON.readValue(text, type);
    }
}
