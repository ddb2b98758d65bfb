package dev.sdpmcp.transport;

import dev.sdpmcp.session.SessionOutput;
import dev.sdpmcp.session.WorkerThreads;
import dev.sdpmcp.session.WorkerThreads.WorkerPool;
import dev.sdpmcp.telemetry.metrics.Pools;
import dev.sdpmcp.telemetry.metrics.Pools.Pool;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Thread pool that writes to streams; only its threads may block on a slow client, until the write deadline. At most
 * {@value #MAX}, created on demand; when all are busy a stream waits for its next keep-alive. Other threads may write
 * too, {@link SessionOutput#MAX_DELIVERING} at a time.
 */
@ApplicationScoped
public class StreamThreads implements WorkerThreads {

    static final int MAX = 256;
    private static final long IDLE_SECONDS = 30;

    @Resource
    private ManagedThreadFactory threads;

    @Inject
    private Pools pools;

    private final Semaphore lendable = new Semaphore(SessionOutput.MAX_DELIVERING);
    private WorkerPool pool;

    @PostConstruct
    void start() {
        ThreadPoolExecutor made = pool(threads);
        pool = new WorkerPool(made);
        pools.watch(Pool.STREAMS, made);
    }

    /** In place of the container. */
    void start(ThreadFactory factory) {
        pool = new WorkerPool(pool(factory));
    }

    private static ThreadPoolExecutor pool(ThreadFactory factory) {
        return new ThreadPoolExecutor(0, MAX, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), factory);
    }

    @PreDestroy
    void stop() {
        pool.close();
    }

    @Override
    public boolean run(Runnable work) {
        return pool.run(work);
    }

    @Override
    public boolean runOnCaller(Runnable work) {
        if (!lendable.tryAcquire()) {
            return run(work);
        }
        try {
            work.run();
        } finally {
            Thread.interrupted();
            lendable.release();
        }
        return true;
    }
}
