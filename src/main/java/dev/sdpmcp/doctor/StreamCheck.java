package dev.sdpmcp.doctor;

import dev.sdpmcp.config.ApiKey;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;

/** Opens a stream through the public URL, as a client would, and says what stands between does to it. */
final class StreamCheck implements Check {

    private static final int OK = 200;
    private static final int UNAUTHORISED = 401;
    private static final String EVENT_STREAM = "text/event-stream";
    private static final String AS_IT_IS = "identity";
    private static final String COMPRESSED = "gzip";

    private final CheckContext chart;

    StreamCheck(CheckContext chart) {
        this.chart = chart;
    }

    @Override
    public String name() {
        return "stream";
    }

    @Override
    public Set<String> needs() {
        return Set.of(ConfigurationCheck.NAME);
    }

    @Override
    public Duration limit() {
        return StreamWatch.LONGEST_INTERVAL.plusSeconds(60);
    }

    @Override
    public List<Finding> examine() {
        Optional<URI> url = chart.configuration().http().publicUrl();
        if (url.isEmpty()) {
            return List.of(Finding.skip(
                    "no public URL is known; give it with --url https://HOST/sse, or keep it in SDP_PUBLIC_URL"));
        }
        ApiKey key = chart.configuration().access().apiKeys().getFirst();
        StreamRequest request = new StreamRequest(url.get(), key.secret(), false);
        try {
            return opened(request);
        } catch (SocketTimeoutException silent) {
            return List.of(Finding.fail(
                    "nothing came from " + url.get() + " within " + StreamRequest.LIMIT.toSeconds()
                            + " s: something between holds the answer back, or does not let it through",
                    "Switch buffering of /sse off in the proxy (nginx: proxy_buffering off), and check the firewall."));
        } catch (UnknownHostException unknown) {
            return List.of(Finding.fail(
                    "the name " + url.get().getHost() + " cannot be resolved",
                    "Correct the public URL, or add the name to the DNS."));
        } catch (SSLException refused) {
            return List.of(Finding.fail(
                    "no TLS with " + url.get().getHost() + " (" + refused.getMessage() + ")",
                    "Give the proxy a valid certificate for this name with its whole chain; for an authority of your own,"
                            + " -Djavax.net.ssl.trustStore=FILE in SDP_JAVA_OPTS, and clients need it too."));
        } catch (ConnectException closed) {
            return List.of(
                    chart.serverRuns()
                            ? Finding.fail(
                                    "nothing listens at " + url.get(),
                                    "Start the proxy, and open its port in the firewall.")
                            : Finding.skip("no server runs here, and nothing listens at " + url.get()));
        } catch (IOException broken) {
            return List.of(Finding.fail(
                    "the exchange with " + url.get() + " broke (" + broken.getMessage() + ")",
                    "Look into the log of what listens there; is it an HTTP server?"));
        }
    }

    private List<Finding> opened(StreamRequest request) throws IOException {
        List<Finding> findings = new ArrayList<>();
        try (WebConnection stream = request.open(COMPRESSED)) {
            Optional<X509Certificate> certificate = stream.certificate();
            certificate
                    .flatMap(
                            shown -> CertificateAge.warning(shown, request.url().getHost()))
                    .ifPresent(findings::add);
            WebConnection.Head head = stream.head(StreamRequest.LIMIT);
            if (isStream(head) && !isCompressed(head)) {
                addDroppedAuthorization(request, findings);
                findings.addAll(watched(request, stream));
                return findings;
            }
            if (isStream(head)) {
                findings.add(Finding.warn(
                        "the stream is compressed on its way (" + head.header("content-encoding") + ")",
                        "Switch compression of text/event-stream off in the proxy: it holds events back."));
                findings.addAll(uncompressed(request));
                return findings;
            }
            findings.addAll(refused(request, head, stream.body(head, StreamRequest.LIMIT)));
            return findings;
        }
    }

    private List<Finding> uncompressed(StreamRequest request) throws IOException {
        try (WebConnection stream = request.open(AS_IT_IS)) {
            WebConnection.Head head = stream.head(StreamRequest.LIMIT);
            return isStream(head) && !isCompressed(head)
                    ? watched(request, stream)
                    : List.of(Finding.fail(
                            "the stream is compressed for clients that cannot read that, too",
                            "Switch compression of text/event-stream off in the proxy."));
        }
    }

    private List<Finding> refused(StreamRequest request, WebConnection.Head head, String body) throws IOException {
        StreamRefusal refusal = StreamRefusal.of(request.url(), head, body);
        boolean dropped = StreamRefusal.KEY_REQUIRED.equals(refusal.error()) && !request.inAuthorization();
        if (!dropped) {
            return List.of(refusal.finding());
        }
        StreamRequest other = request.withAuthorization();
        try (WebConnection stream = other.open(AS_IT_IS)) {
            if (!isStream(stream.head(StreamRequest.LIMIT))) {
                return List.of(refusal.finding());
            }
            List<Finding> findings = new ArrayList<>();
            findings.add(Finding.warn(
                    "something between drops the header X-API-Key, while Authorization gets through",
                    "Have the proxy pass it on, or have clients send Authorization: Bearer KEY."));
            findings.addAll(watched(other, stream));
            return findings;
        }
    }

    /** Many clients can send no other header. */
    private static void addDroppedAuthorization(StreamRequest request, List<Finding> findings) throws IOException {
        if (request.withAuthorization().beside("rate-limit-status") == UNAUTHORISED) {
            findings.add(Finding.warn(
                    "something between drops the header Authorization, while X-API-Key gets through",
                    "Have the proxy pass it on, or have clients send X-API-Key."));
        }
    }

    private List<Finding> watched(StreamRequest request, WebConnection stream) throws IOException {
        return new StreamWatch(request, stream, chart.configuration().sessions().keepAliveInterval()).findings();
    }

    private static boolean isStream(WebConnection.Head head) {
        return head.status() == OK && head.type().equals(EVENT_STREAM);
    }

    private static boolean isCompressed(WebConnection.Head head) {
        return !head.header("content-encoding").isEmpty()
                && !head.header("content-encoding").equals(AS_IT_IS);
    }
}
