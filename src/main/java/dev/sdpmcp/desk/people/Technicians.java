package dev.sdpmcp.desk.people;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.desk.CachedValue;
import dev.sdpmcp.desk.Fields;
import dev.sdpmcp.upstream.Criterion;
import dev.sdpmcp.upstream.HelpDesk;
import dev.sdpmcp.upstream.ListQuery;
import dev.sdpmcp.upstream.Page;
import dev.sdpmcp.upstream.ResourceType;
import dev.sdpmcp.upstream.UpstreamFailure;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The technicians of the help desk, kept for a while. Thread-safe.
 *
 * <p>Depending on scopes and site, {@code /technicians} answers, or only {@code /users}, or neither; then those are
 * listed whom the newest requests name. Names are matched on our side, since some sites ignore search criteria here.
 */
public final class Technicians {

    private static final ResourceType TECHNICIANS = ResourceType.atRoot("technician", "technicians", "technicians");
    private static final ResourceType USERS = ResourceType.atRoot("user", "users", "users");
    private static final ResourceType REQUESTS = ResourceType.atRoot("request", "requests", "requests");

    private static final Duration LIFE = Duration.ofMinutes(15);
    private static final int MAX_PEOPLE = 1_000;
    private static final int REQUESTS_TO_LOOK_AT = 300;

    private static final String NAMED_ONLY =
            "This site lists neither technicians nor users (an operator can add the OAuth"
                    + " scope SDPOnDemand.technicians.READ or SDPOnDemand.users.READ); these are the technicians named in the"
                    + " newest requests, there may be others";

    private final HelpDesk helpDesk;
    private final CachedValue<TechnicianRoll> roll;

    public Technicians(HelpDesk helpDesk, Clock clock) {
        this.helpDesk = helpDesk;
        this.roll = new CachedValue<>(this::read, LIFE, clock);
    }

    TechnicianRoll all() {
        return roll.get();
    }

    /** Whom the text means: by id, e-mail address or name. Several if it is ambiguous, none if nobody fits. */
    List<Technician> meantBy(PersonText wanted) {
        List<Technician> everybody = all().technicians();
        if (!wanted.name().isEmpty()) {
            return PersonMatch.byName(everybody, Technician::name, wanted.name());
        }
        return everybody.stream()
                .filter(person -> wanted.address() == null
                        ? person.id().equals(wanted.id())
                        : wanted.address().equalsIgnoreCase(person.emailId()))
                .toList();
    }

    private TechnicianRoll read() {
        ListQuery first = ListQuery.first(ListQuery.MAX_ROWS);
        return listed(TECHNICIANS, first, null)
                .or(() -> listed(
                        USERS,
                        first.where(Criterion.is("is_technician", true)),
                        "This site does not list technicians; these are its users who are technicians"))
                .orElseGet(() -> {
                    Page newest = helpDesk.listAll(REQUESTS, first, REQUESTS_TO_LOOK_AT);
                    return new TechnicianRoll(
                            distinct(newest.rows().stream().map(row -> row.path("technician"))), false, NAMED_ONLY);
                });
    }

    /** Empty if the site does not list these people. */
    private Optional<TechnicianRoll> listed(ResourceType collection, ListQuery query, @Nullable String note) {
        try {
            Page all = helpDesk.listAll(collection, query, MAX_PEOPLE);
            Stream<JsonNode> technicians =
                    all.rows().stream().filter(row -> !"false".equals(Fields.text(row, "is_technician")));
            return Optional.of(new TechnicianRoll(distinct(technicians), !all.hasMore(), note));
        } catch (UpstreamFailure.NotFound | UpstreamFailure.Unauthorised | UpstreamFailure.Refused notHere) {
            return Optional.empty();
        }
    }

    private static List<Technician> distinct(Stream<JsonNode> people) {
        Map<String, Technician> found = new LinkedHashMap<>();
        people.forEach(person -> {
            Technician technician = Technician.in(person);
            if (technician != null) {
                found.putIfAbsent(technician.id(), technician);
            }
        });
        return List.copyOf(found.values());
    }
}
