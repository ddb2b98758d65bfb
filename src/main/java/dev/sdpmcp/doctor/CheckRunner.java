package dev.sdpmcp.doctor;

import dev.sdpmcp.doctor.Report.CheckResult;
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

/** Runs checks one after the other, each to its end or its timeout. A failed check does not stop the others. */
final class CheckRunner {

    private final Consumer<CheckResult> listener;
    private final Map<String, CheckResult> results = new LinkedHashMap<>();
    private final Set<String> assumed = new HashSet<>();

    /** @param listener receives each result at once */
    CheckRunner(Consumer<CheckResult> listener) {
        this.listener = listener;
    }

    /** Treats these checks as passed. */
    void assumePassed(String... names) {
        assumed.addAll(List.of(names));
    }

    /** The results so far, in order. */
    List<CheckResult> results() {
        return List.copyOf(results.values());
    }

    /** Blocks for the sum of the timeouts at most. */
    void run(List<Check> checks) throws InterruptedException {
        for (Check check : checks) {
            long begun = System.nanoTime();
            Optional<String> missing = missing(check);
            List<Finding> findings = missing.isPresent()
                    ? List.of(Finding.skip("not checked, because \"" + missing.get() + "\" has to pass first"))
                    : findings(check);
            CheckResult result = CheckResult.of(
                    check.name(), Duration.ofNanos(System.nanoTime() - begun).toMillis(), findings);
            results.put(check.name(), result);
            listener.accept(result);
        }
    }

    private Optional<String> missing(Check check) {
        return check.needs().stream()
                .filter(name -> !assumed.contains(name))
                .filter(name -> !results.containsKey(name) || !results.get(name).passed())
                .sorted()
                .findFirst();
    }

    private static List<Finding> findings(Check check) throws InterruptedException {
        FutureTask<List<Finding>> task = new FutureTask<>(check::run);
        // inherits the class loader of this thread
        Thread.ofPlatform().daemon().name("doctor-" + check.name()).start(task);
        try {
            return task.get(check.limit().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            task.cancel(true);
            return List.of(Finding.fail(
                    "no result within " + check.limit().toSeconds() + " s",
                    "See whether this machine, the network or the other side is overloaded, and run it again."));
        } catch (ExecutionException broken) {
            return List.of(Finding.fail(
                    "could not be checked (" + broken.getCause() + ")",
                    "Run it again; if it fails again, report this line to the developers of this program."));
        }
    }
}
