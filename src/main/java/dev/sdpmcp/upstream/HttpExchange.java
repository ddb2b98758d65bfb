package dev.sdpmcp.upstream;

import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.util.Locale;
import java.util.function.Supplier;
import javax.net.ssl.SSLHandshakeException;

/** HTTP exchanges of a REST client, and the failures for errors of HTTP clients. Stateless. */
public final class HttpExchange {

    private HttpExchange() {}

    /**
     * @param peer name of the other side, for messages
     * @param write whether the exchange changes something there
     * @throws UpstreamFailure.Unavailable without a response
     * @throws UpstreamFailure.Malformed if the response is too long
     */
    public static ApiResponse exchange(String peer, boolean write, UpstreamLimits limits, Supplier<Response> send) {
        long deadline = System.nanoTime() + limits.whole().toNanos();
        try {
            return ApiResponse.read(send.get(), limits.entityBytes(), deadline);
        } catch (IOException | ProcessingException broken) {
            throw failure(peer, write, limits, broken);
        }
    }

    static UpstreamFailure failure(String peer, boolean write, UpstreamLimits limits, Exception broken) {
        if (causedBy(broken, ApiResponse.TooLong.class)) {
            return new UpstreamFailure.Malformed(
                    "the response of " + peer + " is longer than " + limits.entityBytes() + " bytes; ask for less",
                    write,
                    broken);
        }
        if (causedBy(broken, ConnectException.class, UnknownHostException.class, HttpConnectTimeoutException.class)
                || isConnectTimeout(broken)) {
            return new UpstreamFailure.Unavailable(
                    peer + " cannot be reached: no connection to its host; nothing was sent", false, broken);
        }
        if (causedBy(broken, SSLHandshakeException.class)) {
            return new UpstreamFailure.Unavailable(
                    peer + " cannot be reached: its certificate is not trusted here; nothing was sent", false, broken);
        }
        if (causedBy(broken, SocketTimeoutException.class, HttpTimeoutException.class)) {
            return new UpstreamFailure.Unavailable(
                    peer + " did not answer within " + Bulkhead.seconds(limits.read()), write, broken);
        }
        return new UpstreamFailure.Unavailable(
                peer + " broke off the connection before its response was complete", write, broken);
    }

    /** The JDK has one exception for both timeouts; only its message shows that nothing was sent. */
    private static boolean isConnectTimeout(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause.getCause() != null && depth < 10; depth++) {
            cause = cause.getCause();
        }
        return cause instanceof SocketTimeoutException
                && String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT).contains("connect timed out");
    }

    static boolean causedBy(Throwable failure, Class<?>... kinds) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 10; depth++) {
            for (Class<?> kind : kinds) {
                if (kind.isInstance(cause)) {
                    return true;
                }
            }
            cause = cause.getCause();
        }
        return false;
    }
}
