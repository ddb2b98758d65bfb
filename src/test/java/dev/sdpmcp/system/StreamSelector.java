package dev.sdpmcp.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The one thread that reads all {@link RawStream}s. */
final class StreamSelector {

    private static final StreamSelector SHARED = new StreamSelector();

    private final Selector selector;
    private final Queue<Runnable> errands = new ConcurrentLinkedQueue<>();
    private final ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);

    private StreamSelector() {
        try {
            selector = Selector.open();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        Thread thread = new Thread(this::serve, "stream-selector");
        thread.setDaemon(true);
        thread.start();
    }

    static StreamSelector shared() {
        return SHARED;
    }

    void add(RawStream stream) throws IOException {
        stream.channel().configureBlocking(false);
        run(() -> {
            try {
                stream.channel().register(selector, SelectionKey.OP_READ, stream);
            } catch (IOException closedMeanwhile) {
                stream.received(null);
            }
        });
    }

    void pause(RawStream stream) {
        interest(stream, 0);
    }

    void resume(RawStream stream) {
        interest(stream, SelectionKey.OP_READ);
    }

    private void interest(RawStream stream, int operations) {
        run(() -> {
            SelectionKey key = stream.channel().keyFor(selector);
            if (key != null && key.isValid()) {
                key.interestOps(operations);
            }
        });
    }

    void close(SocketChannel channel) {
        run(() -> {
            try {
                channel.close();
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        });
    }

    private void run(Runnable errand) {
        errands.add(errand);
        selector.wakeup();
    }

    private void serve() {
        while (true) {
            try {
                selector.select(this::read);
                for (Runnable errand = errands.poll(); errand != null; errand = errands.poll()) {
                    errand.run();
                }
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }

    private void read(SelectionKey key) {
        RawStream stream = (RawStream) key.attachment();
        try {
            int count = stream.channel().read(buffer.clear());
            if (count < 0) {
                key.cancel();
                stream.received(null);
            } else {
                stream.received(buffer.flip());
            }
        } catch (IOException reset) {
            key.cancel();
            stream.received(null);
        }
    }
}
