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
 * MBean through which the launcher reads the readiness and requests a graceful stop.
 *
 * <p>Payara stops the JAX-RS runtime before it fires {@code @BeforeDestroyed}, so that streams cannot be written any
 * more when that event is observed. A caller that wants clients to be notified therefore calls {@link #stop(long)}
 * first; {@code
 * @BeforeDestroyed} is the fallback.
 */
@ApplicationScoped
public class ServerControl implements ServerControlMBean {

    private static final System.Logger LOG = System.getLogger(ServerControl.class.getName());
    private static final int LAST_OBSERVER = 4_000;
    private static final long ANNOUNCE_LIMIT_MILLIS = 5_000;
    private static final Duration FALLBACK_GRACE = Duration.ofSeconds(15);
    private static final Duration RELOAD_LIMIT = Duration.ofSeconds(10);

    private final ServerLifecycle lifecycle;
    private final Readiness readiness;

    /**
     * Whether all observers of the start have run; before that, a check would be created on the thread of the caller.
     */
    private volatile boolean started;

    /** Empty while another deployment holds the name. */
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

    /** For the container's proxy, which has no state. */
    @SuppressWarnings("NullAway")
    protected ServerControl() {
        this.lifecycle = null;
        this.readiness = null;
    }

    void open(@Observes @Initialized(ApplicationScoped.class) Object started) throws JMException {
        registration = MBeanRegistration.of(this, ServerControlMBean.class, NAME);
    }

    /** Creates the checks on a server thread: threads of the launcher have no naming context for resource injection. */
    void createChecks(@Observes @Priority(LAST_OBSERVER) Startup event) {
        readiness.answers();
        started = true;
    }

    void stopLast(@Observes @BeforeDestroyed(ApplicationScoped.class) Object ending) throws InterruptedException {
        lifecycle.stop(FALLBACK_GRACE);
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
        onManagedThread("announcing", ANNOUNCE_LIMIT_MILLIS, () -> {
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

    /** Observers need the application's naming and class loader, which threads of the launcher and of signals lack. */
    private void onManagedThread(String what, long limitMillis, Callable<Boolean> work) {
        Future<?> done = executor.submit(work);
        try {
            done.get(limitMillis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            done.cancel(true);
            LOG.log(System.Logger.Level.WARNING, "{0}: timed out after {1} ms", what, limitMillis);
        } catch (ExecutionException failed) {
            LOG.log(System.Logger.Level.WARNING, "{0}: failed: {1}", what, ExceptionSummary.inOneLine(failed));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
