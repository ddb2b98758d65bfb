package dev.sdpmcp.desk.people;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.desk.Fields;
import dev.sdpmcp.tool.ToolFailure;
import dev.sdpmcp.upstream.Criterion;
import dev.sdpmcp.upstream.EntityId;
import dev.sdpmcp.upstream.HelpDesk;
import dev.sdpmcp.upstream.ListQuery;
import dev.sdpmcp.upstream.ResourceType;
import dev.sdpmcp.upstream.UpstreamFailure;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns what a model calls a person into what ServiceDesk Plus understands. Thread-safe. */
public final class People {

    private static final List<ResourceType> WITH_REQUESTERS = List.of(
            ResourceType.atRoot("user", "users", "users"), ResourceType.atRoot("requester", "requesters", "users"));

    private static final int MAX_CANDIDATES = 10;

    private final HelpDesk helpDesk;
    private final Technicians technicians;
    private final Optional<String> defaultTechnician;

    /** @param defaultTechnician e-mail address of the technician where one is needed and none is given */
    public People(HelpDesk helpDesk, Technicians technicians, Optional<String> defaultTechnician) {
        this.helpDesk = helpDesk;
        this.technicians = technicians;
        this.defaultTechnician = defaultTechnician;
    }

    /** The technician of {@code SDP_DEFAULT_TECHNICIAN_EMAIL}. */
    public Optional<String> defaultTechnician() {
        return defaultTechnician;
    }

    /**
     * The reference to a technician.
     *
     * @param given id, e-mail address or name
     * @throws ToolFailure if nobody or more than one fits; it names the candidates
     */
    public ObjectNode technician(String given) {
        List<Technician> fitting = technicians.meantBy(given);
        if (fitting.size() == 1) {
            Technician one = fitting.getFirst();
            return one.emailId() == null ? reference("id", one.id()) : reference("email_id", one.emailId());
        }
        if (fitting.isEmpty() && !technicians.all().complete() && isSure(given)) {
            return sure(given);
        }
        throw new ToolFailure(
                fitting.isEmpty()
                        ? "There is no technician \"" + given + "\". Look with find_technician or list_technicians."
                        : "\"" + given + "\" may be more than one technician. Give the e-mail address of one of: "
                                + fitting.stream()
                                        .limit(MAX_CANDIDATES)
                                        .map(one -> named(one.name(), one.emailId()))
                                        .collect(Collectors.joining(" | ")));
    }

    /**
     * The reference to a requester.
     *
     * @param given id, e-mail address or name
     * @throws ToolFailure if more than one fits, or nobody although the site lists its people
     */
    public ObjectNode requester(String given) {
        if (isSure(given)) {
            return sure(given);
        }
        return WITH_REQUESTERS.stream()
                .flatMap(people -> found(people, given).stream())
                .findFirst()
                .map(fitting -> oneOf(fitting, given))
                .orElseGet(() -> reference("name", given.strip()));
    }

    /** Those who fit; empty if the site does not list these people. */
    private Optional<List<JsonNode>> found(ResourceType people, String given) {
        String longestWord = Arrays.stream(given.strip().split("[\\s,;]+"))
                .max(Comparator.comparingInt(String::length))
                .orElse(given);
        ListQuery query = ListQuery.first(ListQuery.MAX_ROWS).where(Criterion.contains("name", longestWord));
        try {
            List<JsonNode> rows = helpDesk.list(people, query).rows();
            return Optional.of(PersonMatch.byName(rows, row -> String.valueOf(Fields.text(row, "name")), given));
        } catch (UpstreamFailure.NotFound | UpstreamFailure.Unauthorised | UpstreamFailure.Refused notHere) {
            return Optional.empty();
        }
    }

    private static ObjectNode oneOf(List<JsonNode> fitting, String given) {
        if (fitting.size() == 1) {
            return reference("id", String.valueOf(Fields.text(fitting.getFirst(), "id")));
        }
        throw new ToolFailure(
                fitting.isEmpty()
                        ? "There is no requester \"" + given + "\". Give an e-mail address that ServiceDesk Plus knows."
                        : "\"" + given + "\" may be more than one person. Give the e-mail address of one of: "
                                + fitting.stream()
                                        .limit(MAX_CANDIDATES)
                                        .map(row -> named(
                                                String.valueOf(Fields.text(row, "name")), Fields.text(row, "email_id")))
                                        .collect(Collectors.joining(" | ")));
    }

    private static boolean isSure(String given) {
        return given.contains("@") || EntityId.isValid(given.strip());
    }

    private static ObjectNode sure(String given) {
        return reference(given.contains("@") ? "email_id" : "id", given.strip());
    }

    private static ObjectNode reference(String key, String value) {
        return JsonNodeFactory.instance.objectNode().put(key, value);
    }

    private static String named(String name, @Nullable String address) {
        return address == null ? name : name + " <" + address + ">";
    }
}
