package dev.sdpmcp.doctor;

import dev.sdpmcp.config.reading.ConfigurationSource;
import dev.sdpmcp.telemetry.Masking;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Examines an installation from end to end; for one use. */
public final class Doctor {

    /** Shorter ones stand in ordinary words, and are refused as keys anyway. */
    private static final int SHORTEST_SECRET = 8;

    private final Installation installation;
    private final Masking masking;

    /**
     * @param home the folder that holds {@code domain-config}
     * @param dotEnv the file of settings; need not exist
     * @param values of all variables that look like ours, known or not; secrets among them
     * @param problems that hindered reading {@code .env}
     */
    public Doctor(Path home, Path dotEnv, Map<String, String> values, List<String> problems) {
        this.installation = new Installation(home, dotEnv, values, problems);
        this.masking = new Masking(secretsIn(values));
    }

    private static List<String> secretsIn(Map<String, String> values) {
        return ConfigurationSource.of(values).secrets().stream()
                .flatMap(text -> Stream.of(text.split(",")))
                .flatMap(entry -> Stream.of(
                        entry.strip(), entry.substring(entry.indexOf(':') + 1).strip()))
                .filter(secret -> secret.length() >= SHORTEST_SECRET)
                .toList();
    }

    /**
     * Examines everything, a line for each finding as soon as it is known, and one for all of them.
     *
     * @return whether nothing has failed
     */
    public boolean tellLines(LineStyle style, Consumer<String> line) throws InterruptedException {
        Report report = examined(result -> style.lines(masked(result)).forEach(line));
        style.summary(report).forEach(line);
        return !hasFailed(report);
    }

    /**
     * Examines everything and tells it in one JSON document.
     *
     * @return whether nothing has failed
     */
    public boolean tellJson(Consumer<String> document) throws InterruptedException {
        Report report = examined(result -> {});
        document.accept(
                Report.of(report.checks().stream().map(this::masked).toList()).json());
        return !hasFailed(report);
    }

    private static boolean hasFailed(Report report) {
        return report.outcome() == Outcome.FAIL;
    }

    private Report examined(Consumer<CheckResult> told) throws InterruptedException {
        CheckContext chart = new CheckContext();
        ClockCheck clock = new ClockCheck(chart);
        Examination examination = new Examination(told);
        examination.run(List.of(
                new JdkCheck(),
                new MemoryCheck(installation),
                new ConfigurationCheck(installation, chart),
                new OpenFilesCheck(chart),
                new EnvFileCheck(installation),
                new KeysCheck(chart),
                new ExposureCheck(installation, chart),
                new DataFolderCheck(chart),
                new PortCheck(chart),
                new UpstreamCheck(chart, clock)));
        // the embedded database is let go before the stream is watched: a server may want to start
        try (StandaloneResources records = new StandaloneResources(chart)) {
            RunningServer server = new RunningServer(chart);
            examination.run(records.checks().stream().map(server::insteadOf).toList());
        }
        examination.run(List.of(clock, new StreamCheck(chart)));
        return Report.of(examination.results());
    }

    private CheckResult masked(CheckResult result) {
        return new CheckResult(
                result.check(),
                result.outcome(),
                result.millis(),
                result.findings().stream()
                        .map(found -> new Finding(
                                found.outcome(),
                                masking.withoutSecrets(found.finding()),
                                Optional.ofNullable(found.mend())
                                        .map(masking::withoutSecrets)
                                        .orElse(null)))
                        .toList());
    }
}
