package dev.sdpmcp.lifecycle;

import dev.sdpmcp.telemetry.ExceptionSummary;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Asks every {@link ReadinessCheck}; while the server stops, the answer is no, whatever they say. Thread-safe. */
@ApplicationScoped
public class Readiness {

    private static final System.Logger LOG = System.getLogger(Readiness.class.getName());

    private static final Map<String, String> GOING_DOWN =
            Map.of("todo", "the server is going down; wait for its next start, or for another server");

    private final Iterable<ReadinessCheck> checks;
    private final ServerLifecycle lifecycle;

    /** The names of those that failed when they were last asked: anybody may ask at any rate, and it is told once. */
    private final Set<String> broken = ConcurrentHashMap.newKeySet();

    @Inject
    Readiness(Instance<ReadinessCheck> checks, ServerLifecycle lifecycle) {
        this((Iterable<ReadinessCheck>) checks, lifecycle);
    }

    Readiness(Iterable<ReadinessCheck> checks, ServerLifecycle lifecycle) {
        this.checks = checks;
        this.lifecycle = lifecycle;
    }

    /** For the container's proxy, which has no state of its own. */
    @SuppressWarnings("NullAway")
    protected Readiness() {
        this.checks = null;
        this.lifecycle = null;
    }

    /** What each check says now; never empty. */
    public List<Answer> answers() {
        List<Answer> answers = new ArrayList<>();
        boolean stopping = lifecycle.isStopping();
        answers.add(new Answer("lifecycle", !stopping, stopping ? GOING_DOWN : Map.of()));
        checks.forEach(check -> answers.add(new Answer(check.name(), ask(check), check.data())));
        return List.copyOf(answers);
    }

    /** Whether clients may come. */
    public boolean isReady() {
        return answers().stream().allMatch(Answer::ready);
    }

    /** What operators must mend before the server can become ready; empty as a rule. */
    public List<ReadinessProblem> problems() {
        List<ReadinessProblem> problems = new ArrayList<>();
        checks.forEach(check -> check.problem().ifPresent(problems::add));
        return List.copyOf(problems);
    }

    private boolean ask(ReadinessCheck check) {
        try {
            boolean ready = check.ready();
            broken.remove(check.name());
            return ready;
        } catch (RuntimeException fault) {
            if (broken.add(check.name())) {
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
     * One check's answer.
     *
     * @param data more about it, for people; may be empty
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
