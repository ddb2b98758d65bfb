package dev.sdpmcp.doctor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Fake of a proxy and the server behind it, with the behaviour that a test gives it. */
final class FakeProxy implements AutoCloseable {

    static final String STREAM =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
    static final String ENDPOINT = "event: endpoint\ndata: /messages?sessionId=abc\n\n";

    private final ServerSocket socket;
    private final Behaviour behaviour;
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    /** A request; header names in lower case. */
    record Request(String method, String path, Map<String, String> headers) {}

    /** Answers a request; the connection is closed when it returns. */
    interface Behaviour {
        void answer(Request request, FakeProxy proxy, OutputStream output) throws IOException, InterruptedException;
    }

    FakeProxy(Behaviour behaviour) throws IOException {
        this.behaviour = behaviour;
        this.socket = new ServerSocket(0, 20, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port() + "/sse");
    }

    int port() {
        return socket.getLocalPort();
    }

    /** To one stream that is open. */
    void toStreams(String text) throws IOException {
        for (Socket stream : open) {
            if (!stream.isClosed()) {
                stream.getOutputStream().write(chunk(text));
            }
        }
    }

    static byte[] chunk(String text) {
        return (Integer.toHexString(text.length()) + "\r\n" + text + "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    static byte[] whole(int status, String type, String body, String... headers) {
        String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        return ("HTTP/1.1 " + status + " Status\r\nContent-Type: " + type + "\r\n" + more + "Content-Length: "
                        + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.UTF_8);
    }

    static byte[] refusal(int status, String error) {
        return whole(status, "application/json", "{\"error\":\"" + error + "\"}");
    }

    private void accept() {
        try {
            while (true) {
                Socket client = socket.accept();
                daemon(() -> serve(client));
            }
        } catch (IOException closed) {
            return;
        }
    }

    private void serve(Socket client) {
        try (client) {
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
            String[] first = lines.readLine().split(" ");
            Map<String, String> headers = new TreeMap<>();
            for (String line = lines.readLine(); !line.isEmpty(); line = lines.readLine()) {
                int colon = line.indexOf(':');
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
            if (first[1].equals("/sse")) {
                open.add(client);
            }
            behaviour.answer(new Request(first[0], first[1], headers), this, client.getOutputStream());
        } catch (IOException | InterruptedException gone) {
            return;
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket stream : open) {
            stream.close();
        }
    }
}
