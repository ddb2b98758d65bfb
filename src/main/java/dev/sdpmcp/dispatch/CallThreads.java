package dev.sdpmcp.dispatch;

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
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Thread pool for calls: at most {@value #THREADS} threads, with at most {@value #BACKLOG} calls of all sessions in
 * the queue. Clients that do not read may block {@value SessionOutput#MAX_DELIVERING} of them; {@value #FOR_WORK} are
 * always left. The threads come from the container, so that naming, class loading and transactions work on them.
 */
@ApplicationScoped
public class CallThreads implements WorkerThreads {

    static final int FOR_WORK = 32;
    static final int THREADS = FOR_WORK + SessionOutput.MAX_DELIVERING;
    static final int BACKLOG = 10_000;
    private static final long IDLE_SECONDS = 60;

    @Resource
    private ManagedThreadFactory threads;

    @Inject
    private Pools pools;

    private WorkerPool pool;

    @PostConstruct
    void start() {
        ThreadPoolExecutor made = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(BACKLOG), threads);
        made.allowCoreThreadTimeOut(true);
        pool = new WorkerPool(made);
        pools.watch(Pool.CALLS, made);
    }

    @PreDestroy
    void stop() {
        pool.close();
    }

    @Override
    public boolean run(Runnable work) {
        return pool.run(work);
    }
}
