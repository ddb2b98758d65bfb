package dev.sdpmcp.doctor;

import dev.sdpmcp.doctor.Finding.Outcome;
import dev.sdpmcp.doctor.Report.CheckResult;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Format of the lines for people.
 *
 * @param quiet only failures and warnings
 * @param colour colours the first word, for a terminal
 */
public record LineStyle(boolean quiet, boolean colour) {

    private static final String RESET = "\u001b[0m";

    /** One line for each finding that is to be shown. */
    List<String> lines(CheckResult result) {
        return result.findings().stream()
                .filter(finding -> !quiet || needsAction(finding.outcome()))
                .map(finding -> line(result.check(), finding))
                .toList();
    }

    private String line(String check, Finding finding) {
        String word = finding.outcome().word();
        String first = colour ? finding.outcome().colour() + word + RESET : word;
        String text =
                finding.advice() == null ? finding.finding() : ended(finding.finding()) + " Fix: " + finding.advice();
        // the padding counts the word without its colour
        return (first + " ".repeat(6 - word.length()) + check + ": " + text).replaceAll("\\s*[\\r\\n]+\\s*", " ");
    }

    private static String ended(String sentence) {
        return sentence.endsWith("?") || sentence.endsWith(".") ? sentence : sentence + ".";
    }

    /** The last line, so that nobody misses a failure far above it; none in quiet mode. */
    List<String> summary(Report report) {
        if (quiet) {
            return List.of();
        }
        String counts = report.checks().stream()
                .map(CheckResult::outcome)
                .distinct()
                .sorted(Comparator.reverseOrder())
                .map(outcome -> count(report, outcome))
                .collect(Collectors.joining(", "));
        return List.of("%d checks: %s".formatted(report.checks().size(), counts));
    }

    private static String count(Report report, Outcome outcome) {
        List<String> names = report.checks().stream()
                .filter(check -> check.outcome() == outcome)
                .map(CheckResult::check)
                .toList();
        String count = names.size() + " " + outcome.word();
        return needsAction(outcome) ? count + " (" + String.join(", ", names) + ")" : count;
    }

    private static boolean needsAction(Outcome outcome) {
        return outcome.compareTo(Outcome.WARN) >= 0;
    }
}
