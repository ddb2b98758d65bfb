package dev.sdpmcp.upstream;

import dev.sdpmcp.telemetry.metrics.Pools;
import dev.sdpmcp.telemetry.metrics.Pools.Pool;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Thread pool for the steps of exchanges with ServiceDesk Plus and for the refresh of the token; idle threads end after
 * a minute. Separate from the threads of tools, which wait for these: in a shared pool, a burst of calls would occupy
 * all threads and deadlock. Thread-safe.
 */
@ApplicationScoped
public class UpstreamThreads implements Executor {

    private static final int MAX_THREADS = UpstreamLimits.DEFAULT.inFlight() + 1;
    private static final int BACKLOG = 20 * MAX_THREADS;

    @Resource
    @SuppressWarnings("NullAway.Init") // the server sets it before the first call
    private ManagedThreadFactory factory;

    @Inject
    @SuppressWarnings("NullAway.Init") // likewise
    private Pools pools;

    @SuppressWarnings("NullAway.Init") // open() sets it before the first call
    private ThreadPoolExecutor pool;

    @PostConstruct
    void open() {
        // an exchange has a few steps, some of them concurrent, so there is a queue
        pool = new ThreadPoolExecutor(
                MAX_THREADS, MAX_THREADS, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(BACKLOG), factory);
        pool.allowCoreThreadTimeOut(true);
        pools.watch(Pool.UPSTREAM, pool);
    }

    @PreDestroy
    void close() {
        pool.shutdownNow();
    }

    @Override
    public void execute(Runnable work) {
        pool.execute(work);
    }
}
