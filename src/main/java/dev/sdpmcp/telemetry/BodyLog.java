package dev.sdpmcp.telemetry;

import dev.sdpmcp.config.ServerConfiguration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;

/**
 * What clients and server said to each other, word for word but masked: written only with {@code LOG_LEVEL=debug} and
 * {@code SDP_DEBUG_REQUESTS=true}. Thread-safe.
 */
@ApplicationScoped
public class BodyLog {

    private boolean enabled;
    private Masking masking;
    private EventLog log;

    /** For the client proxy. */
    @SuppressWarnings("NullAway.Init")
    protected BodyLog() {}

    @Inject
    BodyLog(ServerConfiguration configuration, EventLog log) {
        this.enabled = configuration.logging().requests();
        this.masking = Masking.of(configuration);
        this.log = log;
    }

    /** Ask before a body is handed over: turning bytes into text costs. */
    public boolean isEnabled() {
        return enabled && log.writes(Level.DEBUG);
    }

    /** @param requestId the HTTP request that brought it */
    public void received(String requestId, String keyName, byte[] body) {
        write("received", requestId, keyName, new String(body, StandardCharsets.UTF_8));
    }

    /** @param requestId the HTTP request that it answers, or the one that opened the stream if nothing asked for it */
    public void sent(String requestId, String keyName, String body) {
        write("sent", requestId, keyName, body);
    }

    private void write(String what, String requestId, String keyName, String body) {
        log.write(
                Level.DEBUG,
                LogLine.of(what).with("request", requestId).with("key", keyName).with("body", masking.mask(body)));
    }
}
