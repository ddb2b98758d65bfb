package dev.sdpmcp.lifecycle;

import dev.sdpmcp.lifecycle.ReadinessCheck.ReadinessProblem;
import dev.sdpmcp.telemetry.ExceptionSummary;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Readiness of this server: all {@link ReadinessCheck}s pass, and the server is not stopping. Thread-safe. */
@ApplicationScoped
public class Readiness {

    private static final System.Logger LOG = System.getLogger(Readiness.class.getName());

    private static final Map<String, String> STOPPING =
            Map.of("todo", "the server is stopping; wait for its next start, or use another server");

    private final Iterable<ReadinessCheck> checks;
    private final ServerLifecycle lifecycle;

    /** Names of the checks that threw an exception last time: logged once, since any client may ask at any rate. */
    private final Set<String> failing = ConcurrentHashMap.newKeySet();

    @Inject
    Readiness(Instance<ReadinessCheck> checks, ServerLifecycle lifecycle) {
        this((Iterable<ReadinessCheck>) checks, lifecycle);
    }

    Readiness(Iterable<ReadinessCheck> checks, ServerLifecycle lifecycle) {
        this.checks = checks;
        this.lifecycle = lifecycle;
    }

    /** For the container's proxy, which has no state. */
    @SuppressWarnings("NullAway")
    protected Readiness() {
        this.checks = null;
        this.lifecycle = null;
    }

    /** The current result of each check; never empty. */
    public List<Answer> answers() {
        List<Answer> answers = new ArrayList<>();
        boolean stopping = lifecycle.isStopping();
        answers.add(new Answer("lifecycle", !stopping, stopping ? STOPPING : Map.of()));
        checks.forEach(check -> answers.add(new Answer(check.name(), isReady(check), check.data())));
        return List.copyOf(answers);
    }

    /** Whether clients may connect. */
    public boolean isReady() {
        return answers().stream().allMatch(Answer::ready);
    }

    /** Problems that an operator must fix before the server can become ready; usually empty. */
    public List<ReadinessProblem> problems() {
        List<ReadinessProblem> problems = new ArrayList<>();
        checks.forEach(check -> check.problem().ifPresent(problems::add));
        return List.copyOf(problems);
    }

    private boolean isReady(ReadinessCheck check) {
        try {
            boolean ready = check.ready();
            failing.remove(check.name());
            return ready;
        } catch (RuntimeException fault) {
            if (failing.add(check.name())) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "readiness check {0} failed: {1}",
                        check.name(),
                        ExceptionSummary.inOneLine(fault));
            }
            return false;
        }
    }

    /**
     * The result of one check.
     *
     * @param data details for operators; may be empty
     */
    public record Answer(String name, boolean ready, Map<String, String> data) {

        public Answer {
            data = Map.copyOf(data);
        }

        public Answer(String name, boolean ready) {
            this(name, ready, Map.of());
        }
    }
}
