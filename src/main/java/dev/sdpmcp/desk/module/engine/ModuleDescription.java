package dev.sdpmcp.desk.module.engine;

import dev.sdpmcp.desk.metadata.ReferenceKind;
import dev.sdpmcp.desk.module.engine.Detail.Entry;
import dev.sdpmcp.desk.module.engine.Detail.Section;
import dev.sdpmcp.desk.write.RecordType;
import dev.sdpmcp.upstream.ResourceType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A module of ServiceDesk Plus: what can be done with its records, with which fields, and how that is offered to a model.
 * The tools, the doctor, the OAuth scopes and the documents are made of it. Immutable.
 *
 * @param type the collection in the API
 * @param toolset the group of its tools, with the scope of the module
 * @param prefix what stands before the number of a record, such as {@code PB-}; may be empty; null if records have none
 * @param noun a record as descriptions call it: {@code request (ticket)}
 * @param finish when work on a record is over
 * @param list pages of records; null if they are not offered
 * @param search records that hold words; null if it is not offered
 * @param details what {@code get_…} shows; null if it is not offered
 * @param create a new record; null if it is not offered
 * @param update a change; null if it is not offered
 * @param outcome what a tool that wrote a record shows of it, beside its number and id
 * @param actions what can be done to a record beside changing fields
 * @param moves changes of its status that have names
 * @param parts collections below each record
 */
public record ModuleDescription(
        ResourceType type,
        Toolset toolset,
        @Nullable String prefix,
        String noun,
        Finish finish,
        @Nullable Listing list,
        @Nullable Search search,
        @Nullable Details details,
        @Nullable Write create,
        @Nullable Write update,
        List<DescribedField> outcome,
        List<Action> actions,
        List<StatusMove> moves,
        List<SubResource> parts,
        Deletion deletion) {

    public ModuleDescription {
        outcome = List.copyOf(outcome);
        actions = List.copyOf(actions);
        moves = List.copyOf(moves);
        parts = List.copyOf(parts);
    }

    /** {@code problem}. */
    public String singular() {
        return type.singular();
    }

    /** {@code problems}. */
    public String plural() {
        return type.plural();
    }

    /** The argument that names a record: {@code problem_id}. */
    public String idArgument() {
        return singular() + "_id";
    }

    /** The tool that a model looks for a record with. */
    public String findTool() {
        return (search == null ? "list_" : "search_") + plural();
    }

    /** {@code ticket} where people call a request so, else the singular. */
    public String word() {
        int bracket = noun.indexOf('(');
        return bracket < 0 ? noun : noun.substring(bracket + 1, noun.length() - 1);
    }

    /** The field that people tell records by: the first mandatory text of a new one. */
    public String titleField() {
        return (create == null ? Stream.<DescribedField>of() : create.arguments().stream())
                .map(DescribedField::field)
                .filter(Field::mandatory)
                .map(Field::name)
                .findFirst()
                .orElse("title");
    }

    /** The same, as far as writing a record needs to know it. */
    public RecordType recordType() {
        Map<String, ReferenceKind> lookups = new LinkedHashMap<>();
        fields().values().stream()
                .filter(field -> field.kind() != null)
                .forEach(field -> lookups.put(field.path(), Objects.requireNonNull(field.kind())));
        return new RecordType(type, singular(), word(), titleField(), findTool(), "get_" + singular(), lookups);
    }

    /** Every field that an operation takes or shows, by name. */
    public Map<String, Field> fields() {
        Stream.Builder<List<DescribedField>> used = Stream.builder();
        if (list != null) {
            used.add(list.filters()).add(list.rows());
        }
        for (Write write : Stream.of(create, update).filter(Objects::nonNull).toList()) {
            used.add(write.arguments());
        }
        if (details != null) {
            used.add(details.fields().toList());
        }
        Map<String, Field> fields = new LinkedHashMap<>();
        used.add(outcome)
                .build()
                .flatMap(List::stream)
                .map(DescribedField::field)
                .forEach(field -> fields.putIfAbsent(field.name(), field));
        return fields;
    }

    /** Begins a description; singular and plural are the keys of the API. */
    public static Builder module(String singular, String plural, Toolset toolset) {
        return new Builder(ResourceType.atRoot(singular, plural, toolset.module()), toolset);
    }

    /**
     * Pages of records.
     *
     * @param state description of the argument {@code state}; null if records are not worked on until they are finished
     * @param views the saved views; null where there are none
     * @param sorts the fields to sort by, the default first
     */
    public record Listing(
            String description,
            @Nullable String state,
            List<DescribedField> filters,
            @Nullable SavedViews views,
            List<String> sorts,
            List<DescribedField> rows) {}

    /**
     * Records that hold words; it shows the rows of the list.
     *
     * @param words names of the fields that are looked at
     */
    public record Search(
            String description, @Nullable String state, List<String> words, List<DescribedField> filters) {}

    /** One record. */
    public record Details(String description, List<Detail> details) {

        Stream<DescribedField> fields() {
            return details.stream().flatMap(detail -> switch (detail) {
                case Section section -> section.fields().stream();
                case Entry entry -> Stream.of(entry.described(FieldUse.DETAIL));
            });
        }
    }

    /** A record is made, or fields of one are changed. */
    public record Write(String description, List<DescribedField> arguments) {}

    /** Puts a description together. For one thread. */
    public static final class Builder {
        private final ResourceType type;
        private final Toolset toolset;
        private @Nullable String prefix = "";
        private String noun;
        private Finish finish = new Finish(Field.shown("status", "Status"), List.of("Closed"), false);
        private List<DescribedField> outcome = List.of();
        private List<DescribedField> rows = List.of();
        private @Nullable Listing list;
        private @Nullable Search search;
        private @Nullable Details details;
        private @Nullable Write create;
        private @Nullable Write update;
        private final List<Action> actions = new ArrayList<>();
        private final List<StatusMove> moves = new ArrayList<>();
        private final List<SubResource> parts = new ArrayList<>();
        private Deletion deletion = Deletion.NONE;

        private Builder(ResourceType type, Toolset toolset) {
            this.type = type;
            this.toolset = toolset;
            this.noun = type.singular();
        }

        /** What stands before the number of a record for people. */
        public Builder numbered(String before) {
            prefix = before;
            return this;
        }

        /** Records have no number; call it before {@link #rows} and {@link #get}. */
        public Builder withoutNumbers() {
            prefix = null;
            return this;
        }

        /** What people call a record, beside its name. */
        public Builder alsoCalled(String word) {
            noun = type.singular() + " (" + word + ")";
            return this;
        }

        /** Work on a record is over when the lookup has one of these values. */
        public Builder finishedWhen(Field lookup, String... names) {
            finish = new Finish(lookup, List.of(names), false);
            return this;
        }

        /** The same, or a value of which the site's reference data says so. */
        public Builder finishedWhenSiteSays(Field lookup, String... names) {
            finish = new Finish(lookup, List.of(names), true);
            return this;
        }

        /** What a row shows beside number and id; call it before {@link #list}. */
        public Builder rows(Entry... fields) {
            String argument = type.singular() + "_id";
            String given = "; give it as " + argument + " to other tools";
            rows = new ArrayList<>();
            if (prefix != null) {
                rows.add(Field.DISPLAY_ID.as("Number that people use" + given));
            }
            rows.add(Field.ID.as("Internal id" + (prefix == null ? given : "; works as " + argument + " too")));
            rows.addAll(FieldUse.ROW.of(fields));
            return this;
        }

        /** What a tool that wrote a record shows of it. */
        public Builder outcome(Entry... fields) {
            outcome = FieldUse.OUTCOME.of(fields);
            return this;
        }

        /** Offers {@code list_…}. */
        public Builder list(
                String description,
                @Nullable String state,
                @Nullable SavedViews views,
                List<String> sorts,
                Entry... filters) {
            list = new Listing(description, state, FieldUse.FILTER.of(filters), views, List.copyOf(sorts), rows);
            return this;
        }

        /** Offers {@code search_…}. */
        public Builder search(String description, @Nullable String state, List<String> words, Entry... filters) {
            search = new Search(description, state, List.copyOf(words), FieldUse.FILTER.of(filters));
            return this;
        }

        /** Offers {@code get_…}, which shows this beside number and id. */
        public Builder get(String description, Detail... shown) {
            List<Detail> all = new ArrayList<>(prefix == null ? List.of() : List.of(Field.DISPLAY_ID));
            all.add(Field.ID);
            all.addAll(List.of(shown));
            details = new Details(description, List.copyOf(all));
            return this;
        }

        /** Offers {@code create_…}. */
        public Builder create(String description, Entry... fields) {
            create = new Write(description, FieldUse.CREATE.of(fields));
            return this;
        }

        /** Offers {@code update_…}. */
        public Builder update(String description, Entry... fields) {
            update = new Write(description, FieldUse.UPDATE.of(fields));
            return this;
        }

        /** Offers something that is done to a record. */
        public Builder action(Action action) {
            actions.add(action);
            return this;
        }

        /** Offers a change of the status that has a name. */
        public Builder move(StatusMove move) {
            moves.add(move);
            return this;
        }

        /** Has a collection below each record. */
        public Builder part(SubResource part) {
            parts.add(part);
            return this;
        }

        /** How a record is deleted. */
        public Builder deletion(Deletion how) {
            deletion = how;
            return this;
        }

        /** The description. */
        public ModuleDescription build() {
            return new ModuleDescription(
                    type, toolset, prefix, noun, finish, list, search, details, create, update, outcome, actions, moves,
                    parts, deletion);
        }
    }
}
