package dev.sdpmcp.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Clients that go before their answer is written. That is no failure of ours: the line of the refusal or of the call has been
 * written, so a line for debugging is all that is added. Let through, the error would become two or three stack traces of
 * the server beneath for each request, and an internal error in our counts: clients that send and leave could fill the disk.
 *
 * <p>Only for answers that are there as a whole. Who writes a stream has to know that nobody reads it. Thread-safe.
 */
@Provider
@ApplicationScoped
public class ClientDisconnects implements WriterInterceptor {

    private static final Logger LOG = System.getLogger(ClientDisconnects.class.getName());

    /** JAX-RS keeps its properties where servlets keep the attributes of a request. */
    private static final String GONE = "dev.sdpmcp.clientGone";

    /** An answer in the hands of the server. */
    @FunctionalInterface
    interface Writing {
        void run() throws IOException;
    }

    @Override
    public void aroundWriteTo(WriterInterceptorContext context) throws IOException {
        if (context.getEntity() instanceof String || context.getEntity() instanceof byte[]) {
            context.setOutputStream(new UntilGone(context.getOutputStream(), context));
        }
        context.proceed();
    }

    /** Whether the client of this request is known to be gone, so that no other answer need be tried. */
    static boolean isGone(HttpServletRequest request) {
        return request.getAttribute(GONE) != null;
    }

    /** Writes an answer of a servlet likewise. */
    static void answer(HttpServletRequest request, Writing writing) {
        try {
            writing.run();
        } catch (IOException gone) {
            request.setAttribute(GONE, true);
            log(gone);
        }
    }

    private static void log(IOException gone) {
        LOG.log(Level.DEBUG, "a client went before its answer was written ({0})", gone.getMessage());
    }

    /** Swallows what comes after the client has gone. */
    private static final class UntilGone extends FilterOutputStream {

        private final WriterInterceptorContext context;
        private boolean gone;

        UntilGone(OutputStream out, WriterInterceptorContext context) {
            super(out);
            this.context = context;
        }

        @Override
        public void write(int octet) {
            unlessGone(() -> out.write(octet));
        }

        @Override
        public void write(byte[] octets, int offset, int length) {
            unlessGone(() -> out.write(octets, offset, length));
        }

        @Override
        public void flush() {
            unlessGone(out::flush);
        }

        @Override
        public void close() {
            unlessGone(out::close);
        }

        private void unlessGone(Writing writing) {
            if (gone) {
                return;
            }
            try {
                writing.run();
            } catch (IOException noReader) {
                gone = true;
                context.setProperty(GONE, true);
                log(noReader);
            }
        }
    }
}
