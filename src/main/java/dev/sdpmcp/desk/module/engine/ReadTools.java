package dev.sdpmcp.desk.module.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.desk.Cursor;
import dev.sdpmcp.desk.SearchWords;
import dev.sdpmcp.desk.module.engine.ModuleDescription.Listing;
import dev.sdpmcp.desk.module.engine.ModuleDescription.Search;
import dev.sdpmcp.tool.shape.Arguments;
import dev.sdpmcp.tool.shape.Choice;
import dev.sdpmcp.tool.shape.Constraints;
import dev.sdpmcp.tool.shape.Scalar;
import dev.sdpmcp.tool.shape.Shape;
import dev.sdpmcp.tool.shape.Shape.Member;
import dev.sdpmcp.upstream.Criterion;
import dev.sdpmcp.upstream.ListQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The work of the generated tools that list, search and show the records of one module. Thread-safe. */
final class ReadTools {

    private static final int DEFAULT_TEXT = 8_000;
    /** Of a text that is shown in part, so that each answer is a step forward. */
    static final int MIN_TEXT = 200;

    /** Of one text, so that one result stays far below what clients accept. */
    private static final int MAX_TEXT = 40_000;

    private static final int MAX_QUERY = 250;

    private final ModuleDescription module;
    private final ModuleContext context;
    private final ModuleCriteria filter;
    private final Listing listing;
    private final RecordView row;

    ReadTools(ModuleDescription module, ModuleContext context) {
        this.module = module;
        this.context = context;
        this.filter = new ModuleCriteria(module, context.metadata(), context.people());
        this.listing = Objects.requireNonNull(module.list(), "every module has a list");
        this.row = RecordView.row(listing.rows(), context.zone());
    }

    Shape listInput() {
        List<Member> members = new ArrayList<>();
        addState(members, listing.state());
        listing.filters().forEach(argument -> members.add(Inputs.condition(argument, context.zone())));
        SavedViews views = listing.views();
        if (views != null) {
            members.add(Member.optional("filter", views.description(), Choice.of(views.names())));
        }
        members.add(Member.optional(
                "sort_by", "Sort by this. Default " + listing.sorts().getFirst(), Choice.of(listing.sorts())));
        members.add(Member.optional("ascending", "Smallest or oldest first. Default false", Scalar.BOOLEAN));
        members.addAll(ListPage.input(module.plural()));
        return Shape.of(module.plural(), members);
    }

    private static void addState(List<Member> members, @Nullable String description) {
        if (description != null) {
            members.add(Member.optional("state", description, Choice.of(ModuleCriteria.STATES)));
        }
    }

    Shape searchInput(Search search) {
        List<Member> members = new ArrayList<>();
        members.add(Member.required(
                "query",
                "Words that must all be in the " + String.join(" or the ", search.words())
                        + "; \"put phrases in quotes\"",
                Scalar.TEXT,
                Constraints.size(0, MAX_QUERY).withContent()));
        addState(members, search.state());
        search.filters().forEach(argument -> members.add(Inputs.condition(argument, context.zone())));
        members.add(Inputs.moment(
                "created_after",
                "Only made at or after this: a date such as 2026-11-22 (00:00 of that day) or a time in ISO 8601",
                context.zone()));
        members.add(Inputs.moment(
                "created_before",
                "Only made before this: a date such as 2026-11-22 (00:00 of that day) or a time in ISO 8601",
                context.zone()));
        members.addAll(ListPage.input(module.plural()));
        return Shape.of(module.plural(), members);
    }

    Shape listOutput() {
        return ListPage.output(module.plural(), Shape.of(module.singular(), row.members()));
    }

    ListPage list(Arguments given) {
        String view = given.text("filter");
        boolean byState =
                listing.state() != null && given.value(module.finish().field().name()) == null && view == null;
        String state =
                byState ? Objects.requireNonNullElse(given.text("state"), ModuleCriteria.OPEN) : ModuleCriteria.ALL;
        List<Criterion> criteria = new ArrayList<>(filter.ofState(state, given));
        criteria.addAll(filter.ofFields(listing.filters(), given));
        String sort = Objects.requireNonNullElse(
                given.text("sort_by"), listing.sorts().getFirst());
        ListOrder order = ListOrder.of(module, sort, given.flag("ascending"));
        return find(criteria, new Chosen(state, view, order), listing.filters(), given);
    }

    ListPage search(Search search, Arguments given) {
        String state = Objects.requireNonNullElse(given.text("state"), ModuleCriteria.ALL);
        List<Criterion> created =
                ModuleCriteria.ofCreation(given.text("created_after"), given.text("created_before"), context.zone());
        List<Criterion> criteria = new ArrayList<>(filter.ofWords(search.words(), given.requiredText("query")));
        criteria.addAll(filter.ofState(state, given));
        criteria.addAll(filter.ofFields(search.filters(), given));
        criteria.addAll(created);
        ListPage found = find(criteria, new Chosen(state, null, ListOrder.byCreation(false)), search.filters(), given);
        return found.size() == 0
                ? found.noting(SearchWords.caveat(given.requiredText("query"), "get_" + module.singular()))
                : found;
    }

    /** What a list is of, beside the values of fields. */
    private record Chosen(String state, @Nullable String view, ListOrder order) {}

    private ListPage find(List<Criterion> criteria, Chosen chosen, List<DescribedField> filters, Arguments given) {
        String digest = Cursor.digest(Stream.concat(
                Stream.of(module.plural(), chosen),
                Stream.concat(
                                Stream.of("query", "created_after", "created_before"),
                                filters.stream()
                                        .map(argument -> argument.field().name()))
                        .map(name -> name + "=" + given.value(name))));
        Position from = ListPage.position(chosen.order, given, digest);
        ListQuery query = ListQuery.first(1)
                .withFields(rowFields(chosen.order))
                .withFilter(chosen.view)
                .where(criteria);
        ListReader.Rows found =
                new ListReader(context.helpDesk(), module.type()).read(query, from, ListPage.paging(given));
        List<@Nullable ObjectNode> rows = new ArrayList<>();
        found.rows().forEach(each -> rows.add(belongs(each, chosen.state, chosen.view) ? row.of(each) : null));
        long strays = rows.stream().filter(Objects::isNull).count();
        List<String> notes = notes(chosen.view, strays, found);
        if (rows.isEmpty()) {
            notes.addAll(filter.unchecked(filters, given));
        }
        return new ListPage(module.plural(), found, rows, digest, notes);
    }

    private List<String> rowFields(ListOrder order) {
        Stream<String> shown =
                listing.rows().stream().map(DescribedField::field).map(Field::root);
        Stream<String> checked = listing.views() == null ? Stream.of() : listing.views().fields().stream();
        return Stream.of(shown, checked, order.fields().stream())
                .flatMap(names -> names)
                .filter(name -> !name.equals("id"))
                .distinct()
                .toList();
    }

    private boolean belongs(JsonNode found, String state, @Nullable String view) {
        boolean finished = filter.isFinished(found);
        if ((state.equals(ModuleCriteria.OPEN) && finished) || (state.equals(ModuleCriteria.FINISHED) && !finished)) {
            return false;
        }
        return view == null
                || Objects.requireNonNull(listing.views())
                        .holds(view, found, finished, context.people().defaultTechnician());
    }

    private List<String> notes(@Nullable String view, long strays, ListReader.Rows found) {
        List<String> notes = new ArrayList<>();
        if (strays > 0) {
            notes.add(strays + " more came from ServiceDesk Plus although they do not belong here and were left out, so"
                    + " the total is unknown");
        } else if (found.total() == null) {
            notes.add("ServiceDesk Plus did not say how many there are in all");
        }
        if (view != null) {
            Objects.requireNonNull(listing.views())
                    .caveat(view, context.people().defaultTechnician())
                    .ifPresent(notes::add);
        }
        return notes;
    }

    Shape getInput(ModuleDescription.Details details) {
        List<String> texts = details.fields()
                .map(DescribedField::field)
                .filter(field -> field.type() == FieldType.HTML)
                .map(field -> "the " + field.name().replace('_', ' '))
                .toList();
        String last = texts.getLast();
        String all = texts.size() == 1 ? last : String.join(", ", texts.subList(0, texts.size() - 1)) + " and " + last;
        return Shape.of(
                module.singular(),
                List.of(
                        Inputs.record(module),
                        Member.optional(
                                "include_quoted",
                                "Show earlier mails that are quoted in the description. Default false",
                                Scalar.BOOLEAN),
                        Member.optional(
                                "max_characters",
                                "Cut " + all + " after so many characters. Default " + DEFAULT_TEXT,
                                Scalar.INTEGER,
                                Constraints.range(MIN_TEXT, MAX_TEXT)),
                        TextWindow.input()));
    }

    Shape getOutput(ModuleDescription.Details details) {
        return Shape.of(
                module.singular(),
                RecordView.details(details, DEFAULT_TEXT, false, context.zone()).members());
    }

    DetailsResult get(ModuleDescription.Details details, Arguments given) {
        int maxText = Objects.requireNonNullElse(given.integer("max_characters"), DEFAULT_TEXT);
        ObjectNode whole = RecordView.details(details, Integer.MAX_VALUE, given.flag("include_quoted"), context.zone())
                .of(context.records(module).read(given.requiredText(module.idArgument())));
        return new DetailsResult(whole, details.details(), TextWindow.of(given, maxText));
    }
}
