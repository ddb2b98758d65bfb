package dev.sdpmcp.upstream;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that wait for answers of ServiceDesk Plus and Zoho: two for each call that may be in flight, since a call
 * that was given up keeps its thread for a while, and one for the token. They are gone
 * when nothing was asked for a minute. Threads of their own, since tools wait for them: in one pool with the tools, a
 * burst of calls would fill it with threads that wait for each other. Thread-safe.
 */
@ApplicationScoped
public class UpstreamThreads implements Executor {

    private static final int MOST = CallsInFlight.mostThreads(UpstreamLimits.DEFAULT) + 1;

    @Resource
    @SuppressWarnings("NullAway.Init") // the server sets it before the first call
    private ManagedThreadFactory factory;

    @SuppressWarnings("NullAway.Init") // open() sets it before the first call
    private ThreadPoolExecutor pool;

    @PostConstruct
    void open() {
        // a place is given back a moment before its thread is free again, hence the queue
        pool = new ThreadPoolExecutor(MOST, MOST, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(MOST), factory);
        pool.allowCoreThreadTimeOut(true);
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
