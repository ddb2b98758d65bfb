package dev.sdpmcp.system;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A collector of traces that takes OTLP over HTTP in binary form and keeps everything. */
final class TraceCollector {

    /** The header that it wants, and its value. */
    static final String HEADER = "x-collector-key";

    static final String KEY = Secrets.used("key-of-collector-0123456789abcdef");

    private final HttpServer server;
    private final List<byte[]> bodies = new CopyOnWriteArrayList<>();

    TraceCollector() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
        server.createContext("/v1/traces", this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        boolean known = KEY.equals(exchange.getRequestHeaders().getFirst(HEADER));
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (known) {
            bodies.add(body);
        }
        exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
        exchange.sendResponseHeaders(known ? 200 : 401, -1);
        exchange.close();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Every span so far. */
    List<CollectedSpan> spans() {
        return bodies.stream().flatMap(body -> CollectedSpan.in(body).stream()).toList();
    }

    /** Everything that came, byte by byte, to be searched. */
    String text() {
        StringBuilder all = new StringBuilder();
        bodies.forEach(body -> all.append(new String(body, StandardCharsets.ISO_8859_1)));
        return all.toString();
    }

    void stop() {
        server.stop(0);
    }
}
