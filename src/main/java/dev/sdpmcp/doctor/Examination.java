package dev.sdpmcp.doctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Runs checks one after the other, each to its end or its limit, whatever became of the others. */
final class Examination {

    private static final String DEFECT = "Run it again; if it stays, tell the makers of this program what it says.";

    private final List<Check> checks;

    Examination(List<? extends Check> checks) {
        this.checks = List.copyOf(checks);
    }

    /**
     * Blocks for the sum of the limits at most.
     *
     * @param told is told of each result at once
     */
    List<CheckResult> run(Consumer<CheckResult> told) throws InterruptedException {
        Map<String, CheckResult> results = new LinkedHashMap<>();
        for (Check check : checks) {
            long begun = System.nanoTime();
            Optional<String> missing = missing(check, results);
            List<Finding> findings = missing.isPresent()
                    ? List.of(Finding.skip("not looked at, since \"" + missing.get() + "\" comes first"))
                    : findings(check);
            CheckResult result = CheckResult.of(
                    check.name(), Duration.ofNanos(System.nanoTime() - begun).toMillis(), findings);
            results.put(check.name(), result);
            told.accept(result);
        }
        return new ArrayList<>(results.values());
    }

    private static Optional<String> missing(Check check, Map<String, CheckResult> results) {
        return results.values().stream()
                .filter(result -> check.needs().contains(result.check()) && !result.lets())
                .map(CheckResult::check)
                .findFirst();
    }

    private static List<Finding> findings(Check check) throws InterruptedException {
        FutureTask<List<Finding>> task = new FutureTask<>(check::examine);
        Thread thread = new Thread(task, "doctor-" + check.name());
        thread.setDaemon(true);
        thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
        thread.start();
        try {
            return task.get(check.limit().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            task.cancel(true);
            return List.of(Finding.fail(
                    "no answer within " + check.limit().toSeconds() + " s",
                    "Look whether the machine, the network or what is asked is overloaded, and run it again."));
        } catch (ExecutionException broken) {
            return List.of(Finding.fail("could not be looked at (" + broken.getCause() + ")", DEFECT));
        }
    }
}
