package dev.sdpmcp.system;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A proxy that buffers: it passes requests and heads of answers on, and keeps what comes after a head until that ends. */
final class HoldingProxy implements AutoCloseable {

    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket socket;
    private final URI server;

    HoldingProxy(URI server) throws IOException {
        this.server = server;
        this.socket = new ServerSocket(0, 20, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/sse");
    }

    private void accept() {
        try {
            while (true) {
                Socket client = socket.accept();
                daemon(() -> pass(client));
            }
        } catch (IOException closed) {
            return;
        }
    }

    private void pass(Socket client) {
        try (client;
                Socket behind = new Socket(server.getHost(), server.getPort())) {
            daemon(() -> copy(client, behind));
            InputStream answer = behind.getInputStream();
            OutputStream back = client.getOutputStream();
            int matched = 0;
            while (matched < END_OF_HEAD.length) {
                int next = answer.read();
                if (next < 0) {
                    return;
                }
                back.write(next);
                matched = next == END_OF_HEAD[matched] ? matched + 1 : 0;
            }
            back.flush();
            back.write(answer.readAllBytes());
        } catch (IOException gone) {
            return;
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException gone) {
            return;
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "holding-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
