package dev.sdpmcp.desk.people;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.desk.Fields;
import dev.sdpmcp.desk.SearchWords;
import dev.sdpmcp.tool.ToolFailure;
import dev.sdpmcp.upstream.Criterion;
import dev.sdpmcp.upstream.HelpDesk;
import dev.sdpmcp.upstream.ListQuery;
import dev.sdpmcp.upstream.Page;
import dev.sdpmcp.upstream.ResourceType;
import dev.sdpmcp.upstream.UpstreamFailure;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns what a model calls a person into what ServiceDesk Plus understands. Thread-safe. */
public final class People {

    private static final List<ResourceType> WITH_REQUESTERS = List.of(
            ResourceType.atRoot("user", "users", "users"), ResourceType.atRoot("requester", "requesters", "users"));

    private static final int MAX_CANDIDATES = 10;
    private static final int MAX_WORDS = 6;

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
     * @param given id, e-mail address or name, in any form in which a tool shows them
     * @throws ToolFailure if nobody or more than one fits; it names the candidates
     */
    public ObjectNode technician(String given) {
        PersonText person = PersonText.of(given);
        List<Technician> fitting = technicians.meantBy(person);
        if (fitting.size() == 1) {
            Technician one = fitting.getFirst();
            return one.emailId() == null ? reference("id", one.id()) : reference("email_id", one.emailId());
        }
        if (fitting.isEmpty() && !technicians.all().complete() && person.name().isEmpty()) {
            return reference(person);
        }
        throw new ToolFailure(
                fitting.isEmpty()
                        ? "There is no technician \"" + given.strip()
                                + "\". Look with find_technician or list_technicians."
                        : several(
                                given,
                                "technician",
                                fitting.stream()
                                        .map(one -> PersonText.shown(
                                                one.id(), one.name(), one.emailId(), one.department()))));
    }

    /**
     * The reference to a requester for a write. ServiceDesk Plus itself refuses an address or id that it does not know.
     *
     * @param given id, e-mail address or name, in any form in which a tool shows them
     * @throws ToolFailure if more than one fits, or nobody although the site lists its people
     */
    public ObjectNode requester(String given) {
        PersonText person = PersonText.of(given);
        return person.name().isEmpty() ? reference(person) : named(person);
    }

    /**
     * The same for a condition of a list, which with an unknown person would only be empty.
     *
     * @throws ToolFailure as above, and for an address or id that nobody of this site has
     */
    public ObjectNode knownRequester(String given) {
        PersonText person = PersonText.of(given);
        if (!person.name().isEmpty()) {
            return named(person);
        }
        ObjectNode reference = reference(person);
        String key = reference.fieldNames().next();
        String value = reference.path(key).asText();
        boolean nowhere = false;
        for (ResourceType people : WITH_REQUESTERS) {
            Optional<Page> found = listed(people, List.of(Criterion.is(key, value)));
            if (found.isPresent()) {
                if (found.get().hasMore()
                        || found.get().rows().stream().anyMatch(row -> value.equalsIgnoreCase(Fields.text(row, key)))) {
                    return reference;
                }
                nowhere = true;
            }
        }
        if (nowhere) {
            throw unknownRequester(given);
        }
        return reference;
    }

    private ObjectNode named(PersonText person) {
        List<Criterion> words = Arrays.stream(person.name().split("[\\s,;]+"))
                .filter(word -> !word.isEmpty())
                .limit(MAX_WORDS)
                .map(word -> SearchWords.forms(word).stream()
                        .map(form -> Criterion.contains("name", form))
                        .reduce(Criterion::or)
                        .orElseThrow())
                .toList();
        Optional<Page> found = WITH_REQUESTERS.stream()
                .flatMap(people -> listed(people, words).stream())
                .findFirst();
        if (found.isEmpty()) {
            return reference("name", person.name());
        }
        List<JsonNode> fitting =
                PersonMatch.byName(found.get().rows(), row -> String.valueOf(Fields.text(row, "name")), person.name());
        if (found.get().hasMore() && !fitting.isEmpty()) {
            throw new ToolFailure(
                    several(person.name(), "person", fitting.stream().map(People::shown)));
        }
        return oneOf(fitting, person.name());
    }

    /** Those who fit; empty if the site does not list these people. */
    private Optional<Page> listed(ResourceType people, List<Criterion> criteria) {
        try {
            return Optional.of(
                    helpDesk.list(people, ListQuery.first(ListQuery.MAX_ROWS).where(criteria)));
        } catch (UpstreamFailure.NotFound | UpstreamFailure.Unauthorised | UpstreamFailure.Refused notHere) {
            return Optional.empty();
        }
    }

    private static ObjectNode oneOf(List<JsonNode> fitting, String given) {
        if (fitting.size() == 1) {
            return reference("id", String.valueOf(Fields.text(fitting.getFirst(), "id")));
        }
        throw fitting.isEmpty()
                ? unknownRequester(given)
                : new ToolFailure(several(given, "person", fitting.stream().map(People::shown)));
    }

    private static String shown(JsonNode row) {
        String site = Fields.name(row, "site");
        return PersonText.shown(
                String.valueOf(Fields.text(row, "id")),
                String.valueOf(Fields.text(row, "name")),
                Fields.text(row, "email_id"),
                site == null ? Fields.name(row, "department") : site);
    }

    private static String several(String given, String what, Stream<String> candidates) {
        return "\"" + given.strip() + "\" may be more than one " + what + ". Give one of: "
                + candidates.limit(MAX_CANDIDATES).collect(Collectors.joining(" | "));
    }

    private static ToolFailure unknownRequester(String given) {
        return new ToolFailure(
                "There is no requester \"" + given.strip() + "\". Give an e-mail address that ServiceDesk Plus knows.");
    }

    private static ObjectNode reference(PersonText person) {
        return person.address() == null
                ? reference("id", String.valueOf(person.id()))
                : reference("email_id", person.address());
    }

    private static ObjectNode reference(String key, String value) {
        return JsonNodeFactory.instance.objectNode().put(key, value);
    }
}
