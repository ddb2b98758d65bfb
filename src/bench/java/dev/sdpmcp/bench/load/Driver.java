package dev.sdpmcp.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The one thread that makes the load, and its connections. Not thread-safe: everything happens inside {@link #run}. */
public final class Driver implements AutoCloseable {

    private static final Duration OPENING_LIMIT = Duration.ofMinutes(2);
    private static final int OPENING_AT_ONCE = 32;

    private final Selector selector;
    private final InetSocketAddress server;
    private final String apiKey;
    private final StreamEndpoint streams;
    private final ByteBuffer incoming = ByteBuffer.allocateDirect(1 << 16);

    /** For our server. */
    public Driver(InetSocketAddress server, String apiKey) throws IOException {
        this(server, apiKey, StreamEndpoint.OURS);
    }

    public Driver(InetSocketAddress server, String apiKey, StreamEndpoint streams) throws IOException {
        this.selector = Selector.open();
        this.server = server;
        this.apiKey = apiKey;
        this.streams = streams;
    }

    Wire wire(AnswerReader.Body body) throws IOException {
        return new Wire(selector, server, incoming, body);
    }

    String apiKey() {
        return apiKey;
    }

    StreamEndpoint streams() {
        return streams;
    }

    /** Clients of a resource that answers a POST by itself. */
    public List<Client> bareClients(int count, String path, String body) throws IOException {
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            clients.add(new BareClient(this, new PostRequest(path, apiKey, body)));
        }
        return clients;
    }

    /** Opens sessions, a few at once, until there are that many more. */
    public List<SessionClient> sessions(int count, String toolCall) throws IOException {
        List<SessionClient> all = new ArrayList<>();
        while (all.size() < count) {
            List<SessionClient> some = new ArrayList<>();
            for (int i = Math.min(OPENING_AT_ONCE, count - all.size()); i > 0; i--) {
                some.add(new SessionClient(this, toolCall));
            }
            run(() -> some.stream().allMatch(SessionClient::isReady), OPENING_LIMIT);
            all.addAll(some);
        }
        return all;
    }

    /** Clients that call, fall silent, vanish and come back until they are told to leave. */
    public Crowd crowd(int count, Duration entering) throws IOException {
        return new Crowd(this, count, entering);
    }

    /** Has every client make its calls; what came since the last round, the end of idle connections above all, is read first. */
    public Round round(List<? extends Client> clients, int callsEach, Duration atMost) throws IOException {
        selector.selectNow(Driver::readable);
        Round round = new Round(clients.size(), callsEach);
        for (Client client : clients) {
            client.begin(round);
        }
        run(round::isOver, atMost);
        return round;
    }

    /** Reads what comes for that long: keep-alives, as a rule. */
    public void rest(Duration time) throws IOException {
        long end = System.nanoTime() + time.toNanos();
        run(() -> System.nanoTime() >= end, time.plusSeconds(10));
    }

    void run(BooleanSupplier until, Duration atMost) throws IOException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!until.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Not done after " + atMost);
            }
            selector.select(Driver::readable, 100);
        }
    }

    private static void readable(SelectionKey key) {
        try {
            ((Wire) key.attachment()).readable();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
