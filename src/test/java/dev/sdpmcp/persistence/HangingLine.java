package dev.sdpmcp.persistence;

import dev.sdpmcp.config.StorageSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/** A line to PostgreSQL that can stop carrying bytes without breaking. */
public final class HangingLine implements AutoCloseable {

    private final ServerSocket here;
    private final int there;
    private final Collection<Socket> ends = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean hanging;

    /** A line to that port of this machine. */
    public HangingLine(int there) throws IOException {
        this.there = there;
        this.here = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    /** Whoever opens these settings is on the line. */
    public StorageSettings on(StorageSettings direct) {
        StorageSettings.Postgres postgres = direct.postgres().orElseThrow();
        return new StorageSettings(
                direct.dataDirectory(),
                Optional.of(new StorageSettings.Postgres(
                        "127.0.0.1",
                        here.getLocalPort(),
                        postgres.database(),
                        postgres.user(),
                        postgres.password(),
                        postgres.encryption(),
                        postgres.rootCertificates())),
                direct.poolSize(),
                direct.encryptionKey(),
                direct.previousEncryptionKeys(),
                direct.keepTokens());
    }

    /** From now on nothing arrives any more. */
    public void hang() {
        hanging = true;
    }

    private static void start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException | InterruptedException over) {
                // the line was closed
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = here.accept();
            Socket server = new Socket(InetAddress.getLoopbackAddress(), there);
            ends.add(client);
            ends.add(server);
            start(() -> carry(client, server));
            start(() -> carry(server, client));
        }
    }

    private void carry(Socket from, Socket to) throws IOException, InterruptedException {
        try (from;
                to) {
            byte[] bytes = new byte[8_192];
            int read = from.getInputStream().read(bytes);
            while (read >= 0) {
                if (hanging) {
                    closed.await();
                }
                to.getOutputStream().write(bytes, 0, read);
                read = from.getInputStream().read(bytes);
            }
        }
    }

    /** Breaks: whoever waits on the line hears of it. */
    public void cut() throws IOException {
        here.close();
        for (Socket end : ends) {
            end.close();
        }
        closed.countDown();
    }

    @Override
    public void close() throws IOException {
        cut();
    }
}
