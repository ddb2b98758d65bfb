package dev.sdpmcp.desk.people;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.desk.Kept;
import dev.sdpmcp.upstream.Collection;
import dev.sdpmcp.upstream.Criterion;
import dev.sdpmcp.upstream.HelpDesk;
import dev.sdpmcp.upstream.ListQuery;
import dev.sdpmcp.upstream.Page;
import dev.sdpmcp.upstream.UpstreamFailure;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The technicians of the help desk, kept for a while. Thread-safe.
 *
 * <p>Depending on scopes and site, {@code /technicians} answers, or only {@code /users}, or neither; then those are
 * listed whom the newest requests name. Names are matched on our side, since some sites ignore search criteria here.
 */
public final class Technicians {

    private static final Collection TECHNICIANS = Collection.atRoot("technician", "technicians", "technicians");
    private static final Collection USERS = Collection.atRoot("user", "users", "users");
    private static final Collection REQUESTS = Collection.atRoot("request", "requests", "requests");

    private static final Duration LIFE = Duration.ofMinutes(15);
    private static final int MOST_PEOPLE = 1_000;
    private static final int REQUESTS_TO_LOOK_AT = 300;

    private final HelpDesk helpDesk;
    private final Kept<TechnicianRoll> roll;

    public Technicians(HelpDesk helpDesk, Clock clock) {
        this.helpDesk = helpDesk;
        this.roll = new Kept<>(this::read, LIFE, clock);
    }

    TechnicianRoll all() {
        return roll.get();
    }

    /** Whom the text means: by id, e-mail address or name. Several if it is ambiguous, none if nobody fits. */
    List<Technician> meantBy(String given) {
        List<Technician> everybody = all().technicians();
        String wanted = given.strip();
        List<Technician> exact = everybody.stream()
                .filter(person ->
                        wanted.equals(person.id()) || wanted.equalsIgnoreCase(String.valueOf(person.emailId())))
                .toList();
        return exact.isEmpty() ? PersonMatch.byName(everybody, Technician::name, wanted) : exact;
    }

    private TechnicianRoll read() {
        return tried(() -> listed(TECHNICIANS, ListQuery.first(ListQuery.MAX_ROWS), "technicians"))
                .or(() -> tried(() -> listed(
                        USERS,
                        ListQuery.first(ListQuery.MAX_ROWS).where(Criterion.is("is_technician", true)),
                        "users")))
                .orElseGet(this::namedInRequests);
    }

    private static Optional<TechnicianRoll> tried(Supplier<TechnicianRoll> source) {
        try {
            return Optional.of(source.get());
        } catch (UpstreamFailure.NotFound | UpstreamFailure.Unauthorised | UpstreamFailure.Refused notHere) {
            return Optional.empty();
        }
    }

    private TechnicianRoll listed(Collection collection, ListQuery query, String source) {
        boolean users = collection.equals(USERS);
        Map<String, Technician> found = new LinkedHashMap<>();
        boolean more = gather(
                collection,
                query,
                MOST_PEOPLE,
                row -> users
                                && row.path("is_technician").isBoolean()
                                && !row.path("is_technician").asBoolean()
                        ? null
                        : row,
                found);
        return new TechnicianRoll(
                new ArrayList<>(found.values()),
                !more,
                users ? "This site does not list technicians; these are its " + source + " who are technicians" : null);
    }

    private TechnicianRoll namedInRequests() {
        Map<String, Technician> found = new LinkedHashMap<>();
        gather(
                REQUESTS,
                ListQuery.first(ListQuery.MAX_ROWS),
                REQUESTS_TO_LOOK_AT,
                row -> row.path("technician"),
                found);
        return new TechnicianRoll(
                new ArrayList<>(found.values()),
                false,
                "This site lists neither technicians nor users (an operator can add the OAuth scope"
                        + " SDPOnDemand.technicians.READ or SDPOnDemand.users.READ); these are the technicians named in"
                        + " the newest requests, there may be others");
    }

    /** @return whether there were more rows than we looked at */
    private boolean gather(
            Collection collection,
            ListQuery first,
            int mostRows,
            Function<JsonNode, @Nullable JsonNode> person,
            Map<String, Technician> found) {
        ListQuery query = first;
        Page page = helpDesk.list(collection, query);
        int seen = 0;
        while (true) {
            for (JsonNode row : page.rows()) {
                JsonNode who = person.apply(row);
                Technician technician = who == null ? null : Technician.in(who);
                if (technician != null) {
                    found.putIfAbsent(technician.id(), technician);
                }
            }
            seen += page.rows().size();
            if (!page.hasMore() || page.rows().isEmpty() || seen >= mostRows) {
                return page.hasMore();
            }
            query = query.from(query.startIndex() + page.rows().size());
            page = helpDesk.list(collection, query);
        }
    }
}
