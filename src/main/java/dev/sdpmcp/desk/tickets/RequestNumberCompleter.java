package dev.sdpmcp.desk.tickets;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.bean.SingletonBean;
import dev.sdpmcp.desk.CachedValue;
import dev.sdpmcp.desk.Fields;
import dev.sdpmcp.desk.module.Requests;
import dev.sdpmcp.tool.CallContext;
import dev.sdpmcp.tool.Completer;
import dev.sdpmcp.upstream.HelpDesk;
import dev.sdpmcp.upstream.ListQuery;
import dev.sdpmcp.upstream.UpstreamFailure;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Suggests the numbers of the newest requests. Asks at most every half minute, however fast people type. */
@SingletonBean
public class RequestNumberCompleter implements Completer {

    private static final Duration LIFE = Duration.ofSeconds(30);

    private final CachedValue<List<String>> newest;

    @Inject
    public RequestNumberCompleter(HelpDesk helpDesk) {
        this.newest = new CachedValue<>(() -> read(helpDesk), LIFE, Clock.systemUTC());
    }

    @Override
    public List<String> complete(String typed, Map<String, String> others, CallContext context) {
        String digits = typed.strip().replaceFirst("^#", "");
        return newest.get().stream().filter(number -> number.startsWith(digits)).toList();
    }

    private static List<String> read(HelpDesk helpDesk) {
        ListQuery query = ListQuery.first(ListQuery.MAX_ROWS)
                .sortedBy("created_time", false)
                .withFields(List.of("display_id"));
        try {
            List<JsonNode> rows = helpDesk.list(Requests.REQUESTS.type(), query).rows();
            return rows.stream()
                    .map(row -> Fields.text(row, "display_id"))
                    .filter(Objects::nonNull)
                    .map(String::valueOf)
                    .toList();
        } catch (UpstreamFailure notNow) {
            return List.of(); // a suggestion is a courtesy; the call that follows says what is wrong
        }
    }
}
