package dev.sdpmcp.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One connection of a {@link Driver}; used by the driver's thread only. Opened when first written to. */
final class Wire {

    private final Selector selector;
    private final InetSocketAddress server;
    private final ByteBuffer incoming;
    private final AnswerReader reader;
    private SocketChannel channel;

    /** @param incoming shared by all wires of the thread: emptied before it is given back */
    Wire(Selector selector, InetSocketAddress server, ByteBuffer incoming, AnswerReader.Body body) throws IOException {
        this.selector = selector;
        this.server = server;
        this.incoming = incoming;
        this.reader = new AnswerReader(body);
        this.channel = SocketChannel.open();
        channel.close();
    }

    void send(ByteBuffer request) throws IOException {
        if (!channel.isOpen() || reader.closes()) {
            connect();
        }
        while (request.hasRemaining()) {
            channel.write(request);
        }
    }

    private void connect() throws IOException {
        channel.close();
        reader.reset();
        channel = SocketChannel.open(server);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, this);
    }

    void readable() throws IOException {
        SocketChannel from = channel;
        int got;
        try {
            got = from.read(incoming.clear());
        } catch (IOException reset) {
            from.close();
            reader.body().broken(reset);
            return;
        }
        if (got < 0) {
            from.close();
            reader.body().gone();
            return;
        }
        reader.read(incoming.flip());
    }

    /** Lets the bytes pile up, as a client that hangs; or takes them again. */
    void read(boolean wanted) {
        SelectionKey key = channel.keyFor(selector);
        if (key != null && key.isValid()) {
            key.interestOps(wanted ? SelectionKey.OP_READ : 0);
        }
    }

    /** Says that no more will be sent, and goes on reading. */
    void closeHalf() throws IOException {
        channel.shutdownOutput();
    }

    /** Ends the connection as a process does that is killed. */
    void reset() throws IOException {
        if (channel.isOpen()) {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            channel.close();
        }
    }

    void close() throws IOException {
        channel.close();
    }
}
