package dev.sdpmcp.persistence;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A server that speaks TLS and as much of PostgreSQL's protocol as it takes to ask for a password. */
public final class FakePostgres implements AutoCloseable {

    private static final int CLEAR_TEXT_PASSWORD = 3;
    private static final int SASL = 10;
    private static final int SASL_CONTINUE = 11;
    private static final int LONGEST_MESSAGE = 10_000;

    private final ServerSocket socket;
    private final SSLContext context;
    private final Login login;
    private final Collection<String> received = new ConcurrentLinkedQueue<>();

    /** What it asks of a client. */
    public enum Login {
        CLEAR_TEXT,
        ENDLESS_SCRAM
    }

    private FakePostgres(ServerSocket socket, SSLContext context, Login login) {
        this.socket = socket;
        this.context = context;
        this.login = login;
    }

    public static FakePostgres with(TestAuthority.Issued certificate, Login login) {
        try {
            FakePostgres fake = new FakePostgres(
                    new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), certificate.context(), login);
            start(fake::accept);
            return fake;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** What clients sent as answers to being asked who they are. */
    public List<String> received() {
        return List.copyOf(received);
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "fake PostgreSQL");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                start(() -> serve(client));
            } catch (IOException over) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            client.setSoTimeout(10_000);
            client.getInputStream().readNBytes(8); // SSLRequest
            client.getOutputStream().write('S');
            SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(client, null, true);
            tls.setUseClientMode(false);
            DataInputStream in = new DataInputStream(tls.getInputStream());
            DataOutputStream out = new DataOutputStream(tls.getOutputStream());
            in.readNBytes(Math.min(in.readInt() - 4, LONGEST_MESSAGE)); // StartupMessage
            if (login == Login.CLEAR_TEXT) {
                ask(out, CLEAR_TEXT_PASSWORD, new byte[0]);
                received.add(answer(in));
            } else {
                ask(out, SASL, "SCRAM-SHA-256\0\0".getBytes(StandardCharsets.US_ASCII));
                String first = answer(in);
                received.add(first);
                String nonce = first.substring(first.indexOf("r=") + 2);
                String reply = "r=" + nonce + "more,s=c2FsdHNhbHRzYWx0c2FsdA==,i=2000000000";
                ask(out, SASL_CONTINUE, reply.getBytes(StandardCharsets.US_ASCII));
                received.add(answer(in));
            }
        } catch (IOException gone) {
            // the client did not want it, as it should
        }
    }

    private static void ask(DataOutputStream out, int kind, byte[] body) throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        DataOutputStream fields = new DataOutputStream(message);
        fields.write('R');
        fields.writeInt(8 + body.length);
        fields.writeInt(kind);
        fields.write(body);
        out.write(message.toByteArray());
        out.flush();
    }

    private static String answer(DataInputStream in) throws IOException {
        in.readByte();
        return new String(in.readNBytes(Math.min(in.readInt() - 4, LONGEST_MESSAGE)), StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
