package dev.sdpmcp.lifecycle;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Lifecycle state of this server: its uptime, and whether it is stopping. Thread-safe. */
@ApplicationScoped
public class ServerLifecycle {

    private final long startedAt = System.nanoTime();
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Consumer<ServerStopping> observers;

    @Inject
    ServerLifecycle(Event<ServerStopping> stoppingEvent) {
        this(stoppingEvent::fire);
    }

    ServerLifecycle(Consumer<ServerStopping> observers) {
        this.observers = observers;
    }

    /** For the container's proxy, which has no state. */
    @SuppressWarnings("NullAway")
    protected ServerLifecycle() {
        this.observers = null;
    }

    /** Time since the application started. */
    public Duration uptime() {
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    /** Whether the server is stopping: it opens no new session and runs no new call. */
    public boolean isStopping() {
        return stopping.get();
    }

    /**
     * Stops, unless that has begun: turns readiness off and fires {@link ServerStopping}. Returns when the observers
     * have returned or the grace period is over; a second caller waits for the first.
     */
    public void stop(Duration grace) throws InterruptedException {
        if (!stopping.compareAndSet(false, true)) {
            stopped.await(grace.toMillis(), TimeUnit.MILLISECONDS);
            return;
        }
        try {
            observers.accept(ServerStopping.within(grace));
        } finally {
            stopped.countDown();
        }
    }
}
