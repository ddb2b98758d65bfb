package dev.sdpmcp.doctor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the lines for people look like.
 *
 * @param quiet only what failed or has a warning
 * @param colour of the first word, for a terminal
 */
public record LineStyle(boolean quiet, boolean colour) {

    private static final String RESET = "\u001b[0m";

    /** One line for each finding that is to be shown. */
    List<String> lines(CheckResult result) {
        List<Finding> shown = result.findings().stream()
                .filter(finding -> !quiet || isGrave(finding.outcome()))
                .toList();
        List<String> plain = Report.lines(new CheckResult(result.check(), result.outcome(), result.millis(), shown));
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            lines.add(coloured(shown.get(i).outcome(), plain.get(i)));
        }
        return lines;
    }

    /** The last line, so that a failure far above is not missed; none where only failures are shown. */
    List<String> summary(Report report) {
        if (quiet) {
            return List.of();
        }
        String worst = report.checks().stream()
                .map(CheckResult::outcome)
                .distinct()
                .sorted(Comparator.reverseOrder())
                .map(outcome -> phrase(report, outcome))
                .collect(Collectors.joining(", "));
        return List.of("%d checks: %s".formatted(report.checks().size(), worst));
    }

    private static String phrase(Report report, Outcome outcome) {
        List<String> names = report.checks().stream()
                .filter(check -> check.outcome() == outcome)
                .map(CheckResult::check)
                .toList();
        String count = names.size() + " " + outcome.word();
        return isGrave(outcome) ? count + " (" + String.join(", ", names) + ")" : count;
    }

    private static boolean isGrave(Outcome outcome) {
        return outcome.compareTo(Outcome.WARN) >= 0;
    }

    private String coloured(Outcome outcome, String line) {
        String word = outcome.word();
        return colour ? code(outcome) + word + RESET + line.substring(word.length()) : line;
    }

    private static String code(Outcome outcome) {
        return switch (outcome) {
            case FAIL -> "\u001b[1;31m";
            case WARN -> "\u001b[33m";
            case OK -> "\u001b[32m";
            case SKIP -> "\u001b[2m";
        };
    }
}
