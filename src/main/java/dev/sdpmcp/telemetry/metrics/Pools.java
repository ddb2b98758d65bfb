package dev.sdpmcp.telemetry.metrics;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** How busy the pools of threads are. Whoever makes a pool has it watched; until then it counts as idle. Thread-safe. */
@ApplicationScoped
public class Pools {

    private final Map<Pool, ThreadPoolExecutor> watched = new ConcurrentHashMap<>();

    @Inject
    private Metrics metrics;

    void begin(@Observes Startup event) {
        metrics.gauges(
                "sdp_mcp_pool_threads_active",
                "Threads that work now, by pool.",
                "pool",
                Pool.class,
                pool -> of(pool, ThreadPoolExecutor::getActiveCount));
        metrics.gauges(
                "sdp_mcp_pool_threads_max",
                "Threads that a pool may have.",
                "pool",
                Pool.class,
                pool -> of(pool, ThreadPoolExecutor::getMaximumPoolSize));
        metrics.gauges(
                "sdp_mcp_pool_queue",
                "Tasks that wait for a thread, by pool.",
                "pool",
                Pool.class,
                pool -> of(pool, executor -> executor.getQueue().size()));
    }

    private int of(Pool pool, ToIntFunction<ThreadPoolExecutor> number) {
        @Nullable ThreadPoolExecutor executor = watched.get(pool);
        return executor == null ? 0 : number.applyAsInt(executor);
    }

    /** From now on; one that was watched under the same name before is forgotten. */
    public void watch(Pool pool, ThreadPoolExecutor executor) {
        watched.put(pool, executor);
    }
}
