package dev.sdpmcp.doctor;

import dev.sdpmcp.config.reading.ConfigurationSource;
import dev.sdpmcp.doctor.Finding.Outcome;
import dev.sdpmcp.doctor.Report.CheckResult;
import dev.sdpmcp.telemetry.Masking;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Runs all checks of an installation and prints their report. For one use. */
public final class Doctor {

    /** Shorter ones occur in ordinary words, and are not accepted as keys anyway. */
    private static final int MIN_SECRET = 8;

    private final CheckContext context;
    private final Masking masking;

    /**
     * @param home the folder that holds {@code domain-config}
     * @param dotEnv the file of settings; need not exist
     * @param values of all variables with our prefixes, known or not; secrets are among them
     * @param problems the reasons why {@code .env} could not be read
     */
    public Doctor(Path home, Path dotEnv, Map<String, String> values, List<String> problems) {
        this.context = new CheckContext(home, dotEnv, values, problems);
        this.masking = new Masking(secretsIn(values));
    }

    private static List<String> secretsIn(Map<String, String> values) {
        return ConfigurationSource.of(values).secrets().stream()
                .flatMap(text -> Stream.of(text.split(",")))
                .flatMap(entry -> Stream.of(
                        entry.strip(), entry.substring(entry.indexOf(':') + 1).strip()))
                .filter(secret -> secret.length() >= MIN_SECRET)
                .toList();
    }

    /**
     * Runs all checks and prints a line for each finding as soon as it is known, and a summary at the end.
     *
     * @return whether no check has failed
     */
    public boolean printLines(LineStyle style, Consumer<String> printer) throws InterruptedException {
        Report report = run(result -> style.lines(masked(result)).forEach(printer));
        style.summary(report).forEach(printer);
        return report.outcome() != Outcome.FAIL;
    }

    /**
     * Runs all checks and prints the report as one JSON document.
     *
     * @return whether no check has failed
     */
    public boolean printJson(Consumer<String> printer) throws InterruptedException {
        Report report = run(result -> {});
        printer.accept(
                Report.of(report.checks().stream().map(this::masked).toList()).json());
        return report.outcome() != Outcome.FAIL;
    }

    /** The order of this list is the order of the report. */
    private Report run(Consumer<CheckResult> listener) throws InterruptedException {
        NetworkChecks network = new NetworkChecks(context);
        ListenerChecks listeners = new ListenerChecks(context);
        CheckRunner runner = new CheckRunner(listener);
        runner.run(List.of(
                InstallationChecks.jdk(),
                InstallationChecks.memory(context),
                ConfigurationChecks.configuration(context),
                InstallationChecks.openFiles(context),
                ConfigurationChecks.envFile(context),
                ConfigurationChecks.apiKeys(context),
                ConfigurationChecks.exposure(context),
                InstallationChecks.dataFolder(context),
                listeners.port(),
                network.upstream()));
        // closes the embedded database before the stream is watched, because a server may want to start
        try (StandaloneResources resources = new StandaloneResources(context)) {
            RunningServer server = new RunningServer(context);
            runner.run(resources.checks().stream().map(server::insteadOf).toList());
        }
        runner.run(List.of(network.clock(), listeners.stream()));
        return Report.of(runner.results());
    }

    private CheckResult masked(CheckResult result) {
        return new CheckResult(
                result.check(),
                result.outcome(),
                result.millis(),
                result.findings().stream().map(this::masked).toList());
    }

    private Finding masked(Finding finding) {
        String advice = finding.advice();
        return new Finding(
                finding.outcome(),
                masking.withoutSecrets(finding.finding()),
                advice == null ? null : masking.withoutSecrets(advice));
    }
}
