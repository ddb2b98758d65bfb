package dev.sdpmcp.desk.module.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.desk.DeskZone;
import dev.sdpmcp.desk.SearchWords;
import dev.sdpmcp.desk.TimeArgument;
import dev.sdpmcp.desk.TimeArgument.Day;
import dev.sdpmcp.desk.metadata.Metadata;
import dev.sdpmcp.desk.metadata.MetadataValue;
import dev.sdpmcp.desk.metadata.ReferenceKind;
import dev.sdpmcp.desk.people.People;
import dev.sdpmcp.tool.ToolFailure;
import dev.sdpmcp.tool.shape.Arguments;
import dev.sdpmcp.upstream.Criterion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns the arguments of a list or a search into criteria of the API. Thread-safe. */
final class ModuleCriteria {

    /** Values of the argument {@code state}. */
    static final String OPEN = "open";

    static final String FINISHED = "finished";
    static final String ALL = "all";
    static final List<String> STATES = List.of(OPEN, FINISHED, ALL);

    private static final String NOBODY = "none";
    private static final int MAX_WORDS = 10;

    private final ModuleDescription module;
    private final Metadata metadata;
    private final People people;

    ModuleCriteria(ModuleDescription module, Metadata metadata, People people) {
        this.module = module;
        this.metadata = metadata;
        this.people = people;
    }

    /** That a record is open or finished, unless its status is asked for. */
    List<Criterion> ofState(String state, Arguments given) {
        Field status = module.finish().field();
        if (given.value(status.name()) != null || state.equals(ALL)) {
            return List.of();
        }
        String name = status.path() + ".name";
        return List.of(
                state.equals(OPEN)
                        ? Criterion.isNoneOf(name, finishedNames())
                        : Criterion.isAnyOf(name, finishedNames()));
    }

    private List<String> finishedNames() {
        Finish finish = module.finish();
        ReferenceKind kind = finish.field().kind();
        if (!finish.fromSite() || kind == null) {
            return finish.names();
        }
        List<String> known = metadata.list(kind).values().stream()
                .filter(status -> Boolean.FALSE.equals(status.inProgress()) || finish.has(status.name()))
                .map(MetadataValue::name)
                .distinct()
                .toList();
        return known.isEmpty() ? finish.names() : known;
    }

    /** Whether work on the record is over, by what it says of its status itself. */
    boolean isFinished(JsonNode entity) {
        return module.finish().isReached(entity);
    }

    /** That fields have the values that were given. */
    List<Criterion> ofFields(List<DescribedField> filters, Arguments given) {
        List<Criterion> all = new ArrayList<>();
        for (DescribedField filter : filters) {
            Field field = filter.field();
            Object value = given.value(field.name());
            if (value != null) {
                all.add(criterion(field, value));
            }
        }
        return all;
    }

    /** What could not be checked of conditions with which nothing was found, a sentence each without its full stop. */
    List<String> unchecked(List<DescribedField> filters, Arguments given) {
        List<String> sentences = new ArrayList<>();
        for (DescribedField filter : filters) {
            Field field = filter.field();
            String value = field.type() == FieldType.LOOKUP ? given.text(field.name()) : null;
            if (value != null && !metadata.knows(Objects.requireNonNull(field.kind()), value)) {
                sentences.add("This site does not list every " + field.name().replace('_', ' ')
                        + ", so that it is unknown whether there is one named \"" + value.strip() + "\"");
            }
        }
        return sentences;
    }

    private Criterion criterion(Field field, Object value) {
        return switch (field.type()) {
            case LOOKUP ->
                Criterion.is(
                        field.path() + ".name",
                        metadata.resolve(field.name(), Objects.requireNonNull(field.kind()), value.toString(), null));
            case TECHNICIAN, REQUESTER -> ofPerson(field, value.toString());
            case FLAG -> Criterion.is(field.path(), (Boolean) value);
            case NUMBER -> Criterion.is(field.path(), ((Integer) value).longValue());
            default -> anyForm(List.of(field.path()), value.toString());
        };
    }

    private Criterion ofPerson(Field field, String given) {
        if (field.type() == FieldType.TECHNICIAN
                && given.strip().toLowerCase(Locale.ROOT).equals(NOBODY)) {
            return Criterion.isEmpty(field.path());
        }
        ObjectNode person =
                field.type() == FieldType.TECHNICIAN ? people.technician(given) : people.knownRequester(given);
        String key = person.fieldNames().next();
        return Criterion.is(field.path() + "." + key, person.path(key).asText());
    }

    /** That each word is in one of the fields. */
    List<Criterion> ofWords(List<String> fields, String text) {
        List<String> words = SearchWords.in(text);
        if (words.isEmpty() || words.size() > MAX_WORDS) {
            throw new ToolFailure("Search for 1 to " + MAX_WORDS + " words; put phrases in quotes.");
        }
        return words.stream().map(word -> anyForm(fields, word)).toList();
    }

    private static Criterion anyForm(List<String> fields, String word) {
        return fields.stream()
                .flatMap(field -> SearchWords.forms(word).stream().map(form -> Criterion.contains(field, form)))
                .reduce(Criterion::or)
                .orElseThrow();
    }

    /** That a record was made from the first time on and before the second. */
    static List<Criterion> ofCreation(@Nullable String after, @Nullable String before, DeskZone zone) {
        List<Criterion> all = new ArrayList<>();
        Instant from = TimeArgument.of("created_after", after, zone, Day.START);
        Instant until = TimeArgument.of("created_before", before, zone, Day.START);
        if (from != null && until != null && !from.isBefore(until)) {
            throw new ToolFailure("No record can be made at or after " + after + " and before " + before
                    + ". Give a created_before that is later than created_after.");
        }
        if (from != null) {
            all.add(Criterion.notBefore("created_time", from));
        }
        if (until != null) {
            all.add(Criterion.before("created_time", until));
        }
        return all;
    }
}
