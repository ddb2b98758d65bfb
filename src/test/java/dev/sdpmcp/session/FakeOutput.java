package dev.sdpmcp.session;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A way out that keeps what it is offered. Thread-safe. */
public final class FakeOutput implements SessionOutput {

    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final Queue<String> correlationIds = new ConcurrentLinkedQueue<>();
    private final AtomicInteger closed = new AtomicInteger();
    private final AtomicInteger beats = new AtomicInteger();
    private final AtomicInteger probes = new AtomicInteger();
    private volatile boolean dies;
    private volatile boolean ended;
    private volatile Consumer<CloseReason> onBroken = reason -> {};

    @Override
    public Offer offer(String message, @Nullable String correlationId) {
        if (closed.get() > 0) {
            return Offer.CLOSED;
        }
        correlationIds.add(String.valueOf(correlationId));
        messages.add(message);
        return Offer.ACCEPTED;
    }

    @Override
    public int waiting() {
        return 0;
    }

    @Override
    public boolean isEnded() {
        return ended;
    }

    @Override
    public void onBroken(Consumer<CloseReason> listener) {
        onBroken = listener;
    }

    /** Tells its session that the client is lost. */
    public void breaks(CloseReason reason) {
        onBroken.accept(reason);
    }

    @Override
    public void keepAlive() {
        beats.incrementAndGet();
    }

    @Override
    public void checkConnection() {
        if (probes.incrementAndGet() > 1 && dies) {
            breaks(CloseReason.CLIENT_GONE);
        }
    }

    /** The client is gone; the second write finds it out. */
    public void diesWhenProbed() {
        dies = true;
    }

    public int probes() {
        return probes.get();
    }

    @Override
    public void close() {
        closed.incrementAndGet();
    }

    /** The last of it is written. */
    public void ends() {
        ended = true;
    }

    public int beats() {
        return beats.get();
    }

    public int timesClosed() {
        return closed.get();
    }

    /** What has been offered and not been taken by {@link #next()}. */
    public List<String> messages() {
        return List.copyOf(messages);
    }

    /** The HTTP requests that the messages belong to, in their order; "null" for none. */
    public List<String> correlationIds() {
        return List.copyOf(correlationIds);
    }

    /** Takes the next message, waiting for it up to ten seconds. */
    public String next() {
        try {
            String message = messages.poll(10, TimeUnit.SECONDS);
            if (message == null) {
                throw new AssertionError("no message within 10 s");
            }
            return message;
        } catch (InterruptedException hurried) {
            throw new AssertionError(hurried);
        }
    }
}
