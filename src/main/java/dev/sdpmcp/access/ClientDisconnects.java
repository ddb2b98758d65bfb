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
 * Writer interceptor for clients that disconnect before their response is written. This is not an error of the
 * server: the refusal or the call has been logged already, so only a debug line is added. Otherwise the server would
 * log two or three stack traces for each request and count an internal error, so that clients could fill the disk.
 *
 * Only for responses that are complete. The writer of a stream must notice that its client has gone. Thread-safe.
 */
@Provider
@ApplicationScoped
public class ClientDisconnects implements WriterInterceptor {

    private static final Logger LOG = System.getLogger(ClientDisconnects.class.getName());

    /** JAX-RS properties are attributes of the servlet request. */
    private static final String GONE = "dev.sdpmcp.clientGone";

    /** Writes a response. */
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

    /** Whether the client has disconnected, so that no other response need be tried. */
    static boolean isGone(HttpServletRequest request) {
        return request.getAttribute(GONE) != null;
    }

    /** The same for a response that a servlet filter writes. */
    static void answer(HttpServletRequest request, Writing writing) {
        try {
            writing.run();
        } catch (IOException gone) {
            request.setAttribute(GONE, true);
            log(gone);
        }
    }

    private static void log(IOException gone) {
        LOG.log(Level.DEBUG, "a client disconnected before its response was written ({0})", gone.getMessage());
    }

    /** Discards output once the client has disconnected. */
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
