package dev.sdpmcp.telemetry;

import dev.sdpmcp.config.CurrentKeys;
import dev.sdpmcp.config.ServerConfiguration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;

/**
 * Log of masked message bodies between clients and server, written only with {@code LOG_LEVEL=debug} and
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
    BodyLog(ServerConfiguration configuration, CurrentKeys keys, EventLog log) {
        this.enabled = configuration.logging().requests();
        this.masking = Masking.of(configuration, keys);
        this.log = log;
    }

    /** Whether bodies are logged; to be checked first, since decoding a body is expensive. */
    public boolean isEnabled() {
        return enabled && log.writes(Level.DEBUG);
    }

    /** @param requestId the HTTP request with this body */
    public void received(String requestId, String keyName, byte[] body) {
        write("received", requestId, keyName, new String(body, StandardCharsets.UTF_8));
    }

    /** @param requestId the HTTP request that this answers; for other messages the one that opened the stream */
    public void sent(String requestId, String keyName, String body) {
        write("sent", requestId, keyName, body);
    }

    private void write(String event, String requestId, String keyName, String body) {
        log.write(
                Level.DEBUG,
                LogLine.of(event)
                        .with("request", requestId)
                        .with("key", keyName)
                        .with("body", masking.mask(body)));
    }
}
