package dev.sdpmcp.transport;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A stream that writes, blocks, fails or completes later, as the test says, and watches that nobody breaks the contract
 * of {@link EventStream}.
 */
final class FakeStream implements EventStream {

    private final List<SseEvent> written = new CopyOnWriteArrayList<>();
    private final List<CompletableFuture<?>> pending = new CopyOnWriteArrayList<>();
    private final AtomicBoolean busy = new AtomicBoolean();
    private final AtomicInteger closings = new AtomicInteger();
    private final AtomicInteger interrupts = new AtomicInteger();
    private final AtomicBoolean contractBroken = new AtomicBoolean();
    private volatile CountDownLatch blockOn = new CountDownLatch(0);
    private volatile boolean completesLater;
    private volatile boolean throwsOnWrite;
    private volatile boolean failsTheStage;
    private volatile boolean throwsOnClose;
    private volatile boolean closed;

    /** From now on writes block until the latch opens, or until they are interrupted. */
    CountDownLatch blocks() {
        CountDownLatch latch = new CountDownLatch(1);
        blockOn = latch;
        return latch;
    }

    void completesLater() {
        completesLater = true;
    }

    void throwsOnWrite() {
        throwsOnWrite = true;
    }

    void throwsOnClose() {
        throwsOnClose = true;
    }

    void failsTheStage() {
        failsTheStage = true;
    }

    /** The peer went away, and the container noticed. */
    void isFoundClosed() {
        closed = true;
    }

    /** Ends the oldest write that is still going on. */
    void complete(boolean well) {
        CompletableFuture<?> oldest = pending.remove(0);
        if (well) {
            oldest.complete(null);
        } else {
            oldest.completeExceptionally(new IllegalStateException("broken pipe"));
        }
    }

    @Override
    public CompletionStage<?> write(SseEvent event) {
        if (!busy.compareAndSet(false, true)) {
            contractBroken.set(true);
        }
        try {
            blockOn.await();
        } catch (InterruptedException interrupted) {
            interrupts.incrementAndGet();
            busy.set(false);
            throw new IllegalStateException("interrupted", interrupted);
        }
        if (throwsOnWrite) {
            busy.set(false);
            throw new IllegalStateException("closed");
        }
        return finish(event);
    }

    private CompletableFuture<?> finish(SseEvent event) {
        CompletableFuture<Void> stage = new CompletableFuture<>();
        CompletableFuture<Void> noted = stage.whenComplete((done, failure) -> busy.set(false));
        if (failsTheStage) {
            stage.completeExceptionally(new IllegalStateException("broken pipe"));
            return noted;
        }
        written.add(event);
        if (completesLater) {
            pending.add(stage);
        } else {
            stage.complete(null);
        }
        return noted;
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closings.incrementAndGet();
        closed = true;
        if (throwsOnClose) {
            throw new IllegalStateException("the client reset the connection");
        }
    }

    List<SseEvent> written() {
        return written;
    }

    /** The data of the events that were written. */
    List<String> texts() {
        return written.stream()
                .filter(SseEvent.Event.class::isInstance)
                .map(event -> ((SseEvent.Event) event).data())
                .toList();
    }

    int pending() {
        return pending.size();
    }

    int interrupts() {
        return interrupts.get();
    }

    boolean wasClosed() {
        return closings.get() > 0;
    }

    boolean isBusy() {
        return busy.get();
    }

    /** Whether two threads were ever in a write at once. */
    boolean contractBroken() {
        return contractBroken.get();
    }
}
