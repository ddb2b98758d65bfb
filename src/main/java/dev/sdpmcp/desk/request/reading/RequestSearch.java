package dev.sdpmcp.desk.request.reading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.desk.metadata.Metadata;
import dev.sdpmcp.desk.metadata.MetadataKind;
import dev.sdpmcp.desk.people.People;
import dev.sdpmcp.desk.request.Requests;
import dev.sdpmcp.desk.request.Statuses;
import dev.sdpmcp.tool.ToolFailure;
import dev.sdpmcp.upstream.Criterion;
import dev.sdpmcp.upstream.HelpDesk;
import dev.sdpmcp.upstream.ListQuery;
import dev.sdpmcp.upstream.Page;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds requests, and checks what was found. Thread-safe. */
final class RequestSearch {

    private static final String NOBODY = "none";
    private static final int MOST_WORDS = 10;
    private static final String BETWEEN_WORDS_OUTSIDE_QUOTES = "\\s+(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)";

    private final HelpDesk helpDesk;
    private final Metadata metadata;
    private final People people;
    private final Statuses statuses;

    RequestSearch(HelpDesk helpDesk, Metadata metadata, People people) {
        this.helpDesk = helpDesk;
        this.metadata = metadata;
        this.people = people;
        this.statuses = new Statuses(metadata);
    }

    RequestList find(RequestQuery query) {
        ListQuery listQuery = ListQuery.first(query.paging().size())
                .from(query.paging().startIndex())
                .sortedBy(query.order().field().wireName(), query.order().ascending())
                .withFields(RequestRow.FIELDS)
                .withFilter(query.view() == null ? null : query.view().wireName())
                .where(criteria(query))
                .counted();
        Page page = helpDesk.list(Requests.REQUESTS, listQuery);
        ViewCheck check = new ViewCheck(query.view(), query.state(), people.defaultTechnician());
        List<RequestRow> rows =
                page.rows().stream().filter(check::belongs).map(RequestRow::of).toList();
        int strays = page.rows().size() - rows.size();
        return new RequestList(
                rows.size(),
                strays == 0 ? page.total() : null,
                page.hasMore(),
                query.paging().next(page.hasMore()),
                rows,
                note(check, strays, page));
    }

    private List<Criterion> criteria(RequestQuery query) {
        List<Criterion> all = new ArrayList<>(words(query.text()));
        RequestQuery.RequestTraits traits = query.traits();
        if (traits.status() != null) {
            all.add(Criterion.is("status.name", metadata.resolve(MetadataKind.STATUSES, traits.status(), null)));
        } else if (query.state() == RequestState.OPEN) {
            all.add(Criterion.isNoneOf("status.name", statuses.finishedNames()));
        } else if (query.state() == RequestState.FINISHED) {
            all.add(Criterion.isAnyOf("status.name", statuses.finishedNames()));
        }
        addNamed(all, MetadataKind.PRIORITIES, traits.priority());
        addNamed(all, MetadataKind.CATEGORIES, traits.category());
        addNamed(all, MetadataKind.GROUPS, traits.group());
        addPerson(all, "technician", traits.technician());
        addPerson(all, "requester", traits.requester());
        addPeriod(all, query.created());
        return all;
    }

    private static List<Criterion> words(@Nullable String text) {
        if (text == null) {
            return List.of();
        }
        List<String> words = Arrays.stream(text.strip().split(BETWEEN_WORDS_OUTSIDE_QUOTES))
                .map(word -> word.replace("\"", "").strip())
                .filter(word -> !word.isEmpty())
                .toList();
        if (words.isEmpty() || words.size() > MOST_WORDS) {
            throw new ToolFailure("Search for 1 to " + MOST_WORDS + " words; put phrases in quotes.");
        }
        return words.stream()
                .map(word -> Criterion.contains("subject", word).or(Criterion.contains("description", word)))
                .toList();
    }

    private static void addPeriod(List<Criterion> all, RequestQuery.Period created) {
        if (created.from() != null) {
            all.add(Criterion.notBefore("created_time", created.from()));
        }
        if (created.until() != null) {
            all.add(Criterion.before("created_time", created.until()));
        }
    }

    private void addNamed(List<Criterion> all, MetadataKind kind, @Nullable String given) {
        if (given != null) {
            all.add(Criterion.is(kind.field() + ".name", metadata.resolve(kind, given, null)));
        }
    }

    private void addPerson(List<Criterion> all, String field, @Nullable String given) {
        if (given == null) {
            return;
        }
        if (given.strip().toLowerCase(Locale.ROOT).equals(NOBODY)) {
            all.add(Criterion.isEmpty(field));
            return;
        }
        ObjectNode person = "technician".equals(field) ? people.technician(given) : people.requester(given);
        String key = person.fieldNames().next();
        JsonNode value = person.path(key);
        all.add(Criterion.is(field + "." + key, value.asText()));
    }

    private static @Nullable String note(ViewCheck check, int strays, Page page) {
        List<String> notes = new ArrayList<>();
        if (strays > 0) {
            notes.add(strays + " more came from ServiceDesk Plus although they do not belong here and were left out, so"
                    + " the total is unknown");
        } else if (page.total() == null) {
            notes.add("ServiceDesk Plus did not say how many there are in all");
        }
        check.caveat().ifPresent(notes::add);
        return notes.isEmpty() ? null : String.join(". ", notes) + ".";
    }
}
