package dev.sdpmcp.doctor;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Runs checks one after the other, each to its end or its limit, whatever became of the others. */
final class Examination {

    private static final String DEFECT = "Run it again; if it stays, tell the makers of this program what it says.";

    private final Consumer<CheckResult> told;
    private final Map<String, CheckResult> results = new LinkedHashMap<>();
    private final Set<String> assumed = new HashSet<>();

    /** @param told is told of each result at once */
    Examination(Consumer<CheckResult> told) {
        this.told = told;
    }

    /** Has checks that need these go ahead without them. */
    void assume(String... names) {
        assumed.addAll(List.of(names));
    }

    /** What was found so far, in order. */
    List<CheckResult> results() {
        return List.copyOf(results.values());
    }

    /** Blocks for the sum of the limits at most. */
    void run(List<? extends Check> checks) throws InterruptedException {
        for (Check check : checks) {
            long begun = System.nanoTime();
            Optional<String> missing = missing(check);
            List<Finding> findings = missing.isPresent()
                    ? List.of(Finding.skip("not looked at, since \"" + missing.get() + "\" comes first"))
                    : findings(check);
            CheckResult result = CheckResult.of(
                    check.name(), Duration.ofNanos(System.nanoTime() - begun).toMillis(), findings);
            results.put(check.name(), result);
            told.accept(result);
        }
    }

    private Optional<String> missing(Check check) {
        return check.needs().stream()
                .filter(name -> !assumed.contains(name))
                .filter(name -> !results.containsKey(name) || !results.get(name).lets())
                .sorted()
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
