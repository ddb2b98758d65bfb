package dev.sdpmcp.lifecycle;

import dev.sdpmcp.telemetry.ExceptionSummary;
import dev.sdpmcp.telemetry.MBeanRegistration;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.management.JMException;

/**
 * The door through which the launcher asks for readiness and for an orderly end.
 *
 * <p>Payara takes the JAX-RS runtime down before it tells CDI that the application ends, so that a stream cannot be
 * written to any more when {@code @BeforeDestroyed} is observed. Whoever wants clients to be told must therefore call
 * {@link #stop(long)} first; {@code @BeforeDestroyed} is the last resort on a server that nobody asked in time.
 */
@ApplicationScoped
public class ServerControl implements ServerControlMBean {

    private static final System.Logger LOG = System.getLogger(ServerControl.class.getName());
    private static final int AFTER_ALL = 4_000;
    private static final long ANNOUNCEMENT_MILLIS = 5_000;
    private static final Duration LAST_RESORT_GRACE = Duration.ofSeconds(15);
    private static final Duration RELOAD_LIMIT = Duration.ofSeconds(10);

    private final ServerLifecycle lifecycle;
    private final Readiness readiness;

    /** Whether every bean has been told of the start; asked before, a check would be made on the thread of the asker. */
    private volatile boolean started;

    /** Empty while another deployment is the one that the launcher asks. */
    private volatile Optional<MBeanRegistration> registration = Optional.empty();

    @Resource
    @SuppressWarnings("NullAway.Init") // set by the container before any method is called
    private ManagedExecutorService executor;

    @Inject
    @SuppressWarnings("NullAway.Init") // set by the container before any method is called
    private Event<ReloadRequested> reloadRequests;

    @Inject
    @SuppressWarnings("NullAway.Init")
    private Event<ServerReady> ready;

    @Inject
    @SuppressWarnings("NullAway.Init")
    ServerControl(ServerLifecycle lifecycle, Readiness readiness) {
        this.lifecycle = lifecycle;
        this.readiness = readiness;
    }

    /** For the container's proxy, which has no state of its own. */
    @SuppressWarnings("NullAway")
    protected ServerControl() {
        this.lifecycle = null;
        this.readiness = null;
    }

    void open(@Observes @Initialized(ApplicationScoped.class) Object started) throws JMException {
        registration = MBeanRegistration.of(this, ServerControlMBean.class, NAME);
    }

    /**
     * Has the checks made on a thread of the server. Whoever asks later, the launcher for one, may have a thread without
     * naming, on which a bean cannot be given its resources.
     */
    void makeChecks(@Observes @Priority(AFTER_ALL) Startup event) {
        readiness.answers();
        started = true;
    }

    void lastResort(@Observes @BeforeDestroyed(ApplicationScoped.class) Object ending) throws InterruptedException {
        lifecycle.stop(LAST_RESORT_GRACE);
    }

    @PreDestroy
    void close() {
        registration.ifPresent(MBeanRegistration::close);
    }

    @Override
    public boolean isReady() {
        return started && readiness.isReady();
    }

    @Override
    public String[] getMissing() {
        if (!started) {
            return new String[] {"application"};
        }
        return readiness.answers().stream()
                .filter(answer -> !answer.ready())
                .map(Readiness.Answer::name)
                .toArray(String[]::new);
    }

    @Override
    public Map<String, String> getProblems() {
        Map<String, String> problems = new LinkedHashMap<>();
        if (started) {
            readiness
                    .problems()
                    .forEach(problem ->
                            problems.put(problem.sentence(), problem.place().name()));
        }
        return problems;
    }

    @Override
    public void announceReady() {
        onManagedThread("announcing", ANNOUNCEMENT_MILLIS, () -> {
            ready.fire(ServerReady.now());
            return true;
        });
    }

    @Override
    public void stop(long graceMillis) {
        onManagedThread("stopping", graceMillis, () -> {
            lifecycle.stop(Duration.ofMillis(graceMillis));
            return true;
        });
    }

    @Override
    public void reload() {
        onManagedThread("reloading", RELOAD_LIMIT.toMillis(), () -> {
            reloadRequests.fire(new ReloadRequested());
            return true;
        });
    }

    /** Observers need the application's naming and class loading; the launcher's threads, and that of a signal, have neither. */
    private void onManagedThread(String what, long limitMillis, Callable<Boolean> work) {
        Future<?> done = executor.submit(work);
        try {
            done.get(limitMillis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            done.cancel(true);
            LOG.log(System.Logger.Level.WARNING, "{0}: not finished after {1} ms", what, limitMillis);
        } catch (ExecutionException failed) {
            LOG.log(System.Logger.Level.WARNING, "{0}: failed: {1}", what, ExceptionSummary.inOneLine(failed));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
