package dev.sdpmcp.ops;

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
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Thread pools that read the audit trail for {@code GET /audit}: {@value #PAGE_THREADS} threads for pages, with a
 * queue of {@value #MAX_WAITING}, and at most {@value #MAX_EXPORTS} exports, which take as long as their client
 * reads. Thread-safe.
 */
@ApplicationScoped
public class AuditThreads {

    static final int PAGE_THREADS = 2;
    static final int MAX_WAITING = 16;
    static final int MAX_EXPORTS = 2;

    private static final long IDLE_SECONDS = 60;

    @Resource
    @SuppressWarnings("NullAway.Init") // the server sets it before the first call
    private ManagedThreadFactory factory;

    @Inject
    @SuppressWarnings("NullAway.Init") // likewise
    private Pools watch;

    @SuppressWarnings("NullAway.Init")
    private ThreadPoolExecutor pages;

    @SuppressWarnings("NullAway.Init")
    private ThreadPoolExecutor exports;

    @SuppressWarnings("NullAway.Init")
    private WorkerThreads readers;

    @SuppressWarnings("NullAway.Init")
    private WorkerThreads writers;

    @PostConstruct
    void open() {
        open(factory);
        watch.watch(Pool.AUDIT_PAGES, pages);
        watch.watch(Pool.AUDIT_EXPORTS, exports);
    }

    void open(ThreadFactory threads) {
        pages = pool(PAGE_THREADS, new ArrayBlockingQueue<>(MAX_WAITING), threads);
        exports = pool(MAX_EXPORTS, new SynchronousQueue<>(), threads);
        readers = new WorkerPool(pages);
        writers = new WorkerPool(exports);
    }

    private static ThreadPoolExecutor pool(int size, BlockingQueue<Runnable> queue, ThreadFactory threads) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(size, size, IDLE_SECONDS, TimeUnit.SECONDS, queue, threads);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** Without interrupts, which would close the file of the embedded database for all threads. */
    @PreDestroy
    void close() {
        pages.shutdown();
        exports.shutdown();
    }

    /** False if the queue is full or no thread can be created. */
    boolean page(Runnable reading) {
        return readers.run(reading);
    }

    /** False if there are too many exports or no thread can be created. */
    boolean export(Runnable writing) {
        return writers.run(writing);
    }
}
