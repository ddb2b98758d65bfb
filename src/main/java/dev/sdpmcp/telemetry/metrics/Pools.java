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

/** Metrics of the thread pools. The owner of a pool registers it; until then its values are 0. Thread-safe. */
@ApplicationScoped
public class Pools {

    private final Map<Pool, ThreadPoolExecutor> watched = new ConcurrentHashMap<>();

    @Inject
    private Metrics metrics;

    void registerMetrics(@Observes Startup event) {
        metrics.gauges(
                "sdp_mcp_pool_threads_active",
                "Active threads, by pool.",
                "pool",
                Pool.class,
                pool -> of(pool, ThreadPoolExecutor::getActiveCount));
        metrics.gauges(
                "sdp_mcp_pool_threads_max",
                "Maximum number of threads, by pool.",
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

    /** Registers the executor of a pool; replaces an earlier one. */
    public void watch(Pool pool, ThreadPoolExecutor executor) {
        watched.put(pool, executor);
    }

    /** Thread pools of this server; each has a bounded number of threads and a bounded queue. */
    public enum Pool {
        /** Runs tools and other requests that may take time. */
        CALLS,
        /** Writes to streams. */
        STREAMS,
        /** Exchanges with ServiceDesk Plus. */
        UPSTREAM,
        /** Reads pages of the audit trail. */
        AUDIT_PAGES,
        /** Writes exports of the audit trail. */
        AUDIT_EXPORTS
    }
}
