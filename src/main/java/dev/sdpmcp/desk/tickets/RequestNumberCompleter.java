package dev.sdpmcp.desk.tickets;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.desk.CachedValue;
import dev.sdpmcp.desk.Fields;
import dev.sdpmcp.desk.module.Requests;
import dev.sdpmcp.tool.CallContext;
import dev.sdpmcp.tool.Completer;
import dev.sdpmcp.upstream.HelpDesk;
import dev.sdpmcp.upstream.ListQuery;
import dev.sdpmcp.upstream.UpstreamFailure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Suggests the numbers of the newest {@value ListQuery#MAX_ROWS} requests, by their first digits or a word of their subject.
 * Asks at most every half minute, however fast people type, hence no older ones.
 */
@ApplicationScoped
public class RequestNumberCompleter implements Completer {

    private static final Duration LIFE = Duration.ofSeconds(30);
    private static final Pattern DIGITS = Pattern.compile("[0-9]*");

    private record Suggestion(String number, String subject) {

        /** @param typed in lower case, without the number sign */
        boolean fits(String typed) {
            return number.startsWith(typed) || (!DIGITS.matcher(typed).matches() && subject.contains(typed));
        }
    }

    private final CachedValue<List<Suggestion>> newest;

    @Inject
    public RequestNumberCompleter(HelpDesk helpDesk) {
        this.newest = new CachedValue<>(() -> read(helpDesk), LIFE, Clock.systemUTC());
    }

    /** For the client proxy of the container. */
    @SuppressWarnings("NullAway")
    protected RequestNumberCompleter() {
        this.newest = null;
    }

    @Override
    public List<String> complete(String typed, Map<String, String> others, CallContext context) {
        String plain = typed.strip().replaceFirst("^#", "").toLowerCase(Locale.ROOT);
        return newest.get().stream()
                .filter(request -> request.fits(plain))
                .map(Suggestion::number)
                .toList();
    }

    private static List<Suggestion> read(HelpDesk helpDesk) {
        ListQuery query = ListQuery.first(ListQuery.MAX_ROWS)
                .sortedBy("created_time", false)
                .withFields(List.of("display_id", "subject"));
        try {
            List<JsonNode> rows = helpDesk.list(Requests.REQUESTS.type(), query).rows();
            return rows.stream()
                    .filter(row -> Fields.text(row, "display_id") != null)
                    .map(row -> new Suggestion(
                            String.valueOf(Fields.text(row, "display_id")),
                            String.valueOf(Fields.text(row, "subject")).toLowerCase(Locale.ROOT)))
                    .toList();
        } catch (UpstreamFailure notNow) {
            return List.of(); // a suggestion is a courtesy; the call that follows says what is wrong
        }
    }
}
