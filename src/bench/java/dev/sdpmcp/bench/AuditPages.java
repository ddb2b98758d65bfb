package dev.sdpmcp.bench;

import dev.sdpmcp.audit.reading.AuditPage.AuditCursor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** Pages of {@code GET /audit} from a short trail and from a long one, in turns. */
final class AuditPages {

    private static final int ENTRIES = 50;
    private static final int ROUNDS = 7;
    private static final int PAGES_A_ROUND = 30;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Median milliseconds for a page. */
    record Times(double shortTrail, double longTrail) {}

    /** A kind of page, and how to ask for it in a trail filled to a length. */
    private record Kind(String name, IntFunction<String> query) {}

    /** By the kind of page; the lengths are those that the trails were filled to. */
    Map<String, Times> measure(Contestant brief, int briefRows, Contestant ample, int ampleRows)
            throws IOException, InterruptedException {
        Map<String, Times> all = new LinkedHashMap<>();
        for (Kind kind : kinds()) {
            String ofBrief = kind.query().apply(briefRows);
            String ofAmple = kind.query().apply(ampleRows);
            double[] briefMillis = new double[ROUNDS];
            double[] ampleMillis = new double[ROUNDS];
            round(brief, ofBrief);
            round(ample, ofAmple);
            for (int i = 0; i < ROUNDS; i++) {
                briefMillis[i] = round(brief, ofBrief);
                ampleMillis[i] = round(ample, ofAmple);
            }
            all.put(kind.name(), new Times(Medians.of(briefMillis), Medians.of(ampleMillis)));
        }
        return all;
    }

    private static List<Kind> kinds() {
        Instant now = Instant.now();
        Instant middle = now.minus(PastCalls.SPAN.dividedBy(2));
        Instant longAgo = now.minus(PastCalls.SPAN.multipliedBy(19).dividedBy(20));
        return List.of(
                new Kind("the newest", rows -> ""),
                new Kind("of a key", rows -> "&keyName=" + PastCalls.key(7)),
                new Kind("of a ticket", rows -> "&ticket=" + PastCalls.ticketNumber(rows)),
                new Kind("of a tool", rows -> "&tool=add_note"),
                new Kind("of a span of time", rows -> "&from=" + middle.minus(Duration.ofDays(30)) + "&to=" + middle),
                new Kind("of a key, long ago", rows -> "&keyName=" + PastCalls.key(7) + "&to=" + middle),
                new Kind("near the end", rows -> "&cursor=" + new AuditCursor(longAgo, rows).text()));
    }

    /** Median milliseconds. */
    private double round(Contestant server, String query) throws IOException, InterruptedException {
        double[] millis = new double[PAGES_A_ROUND];
        for (int i = 0; i < millis.length; i++) {
            long began = System.nanoTime();
            page(server, query);
            millis[i] = (System.nanoTime() - began) / 1e6;
        }
        return Medians.of(millis);
    }

    private void page(Contestant server, String query) throws IOException, InterruptedException {
        URI uri = URI.create(
                "http://127.0.0.1:" + server.server().address().getPort() + "/audit?limit=" + ENTRIES + query);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("X-API-Key", Contestant.AUDITOR_KEY)
                .timeout(Duration.ofMinutes(1))
                .build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200 || answer.body().split("\"requestId\"", -1).length - 1 != ENTRIES) {
            throw new IllegalStateException("Not a full page: " + answer.statusCode() + " " + answer.body());
        }
    }
}
