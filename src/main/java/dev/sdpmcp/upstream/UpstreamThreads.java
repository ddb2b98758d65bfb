package dev.sdpmcp.upstream;

import dev.sdpmcp.telemetry.metrics.Pool;
import dev.sdpmcp.telemetry.metrics.Pools;
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
 * The threads that steps of exchanges with ServiceDesk Plus run on, and the one that waits for a token, gone when nothing
 * was asked for a minute. Threads of their own, since tools wait for them: in one pool with the tools, a burst of calls
 * would fill it with threads that wait for each other. Thread-safe.
 */
@ApplicationScoped
public class UpstreamThreads implements Executor {

    private static final int MOST = UpstreamLimits.DEFAULT.inFlight() + 1;
    private static final int BACKLOG = 20 * MOST;

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
        // an exchange takes a few steps, some at the same time, hence the queue
        pool = new ThreadPoolExecutor(MOST, MOST, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(BACKLOG), factory);
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
