package dev.sdpmcp.access;

import dev.sdpmcp.config.HttpSettings;
import dev.sdpmcp.config.ServerConfiguration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;

/**
 * The path below which a proxy offers this server: clients get addresses with it, and the proxy removes it. It is
 * that of {@code X-Forwarded-Prefix}, or else of {@code SDP_PUBLIC_URL}. Only for requests that a trusted proxy forwards,
 * since clients that call the server itself need no prefix. A client may write the header itself where the proxy does not
 * set it; that changes its own response only. Thread-safe.
 */
@ApplicationScoped
public class PublicPath {

    static final String X_FORWARDED_PREFIX = "X-Forwarded-Prefix";

    private String configured;

    /** For the client proxy. */
    @SuppressWarnings("NullAway.Init")
    protected PublicPath() {}

    @Inject
    PublicPath(ServerConfiguration configuration) {
        this.configured = configuration.http().publicPath();
    }

    /**
     * The path, such as {@code /desk}; empty if there is none. At most {@value HttpSettings#MAX_PUBLIC_PATH}
     * characters, which need no escape in a URL or in an event.
     *
     * @param request whose client address is known
     */
    public String of(HttpServletRequest request) {
        return RequestAttributes.isForwarded(request)
                ? of(Collections.list(request.getHeaders(X_FORWARDED_PREFIX)))
                : "";
    }

    /** A header that cannot be read, or is there twice, does not count. */
    String of(List<String> headers) {
        if (headers.size() != 1) {
            return configured;
        }
        String sent = headers.getFirst().strip().replaceFirst("/$", "");
        return HttpSettings.isPublicPath(sent) ? sent : configured;
    }
}
