package dev.sdpmcp.desk.tickets;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.desk.DeskZone;
import dev.sdpmcp.desk.Fields;
import dev.sdpmcp.desk.Paging;
import dev.sdpmcp.desk.module.engine.ListOrder;
import dev.sdpmcp.desk.module.engine.Position;
import dev.sdpmcp.desk.module.engine.RecordView;
import dev.sdpmcp.tool.CallContext;
import dev.sdpmcp.tool.FailureCause;
import dev.sdpmcp.tool.ToolFailure;
import dev.sdpmcp.upstream.EntityId;
import dev.sdpmcp.upstream.HelpDesk;
import dev.sdpmcp.upstream.ListQuery;
import dev.sdpmcp.upstream.Page;
import dev.sdpmcp.upstream.ResourceType;
import dev.sdpmcp.upstream.ResourceType.Entity;
import dev.sdpmcp.upstream.UpstreamFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what was said about a request. The list of conversations holds no text: each text costs one call. Where
 * a site has no such list, the notes are listed alone. Thread-safe.
 */
final class Conversations {

    /** Only the kind and the id are taken from a link; where it leads is of no interest. */
    private static final Pattern CONTENT_LINK = Pattern.compile("/(notes|notifications)/([0-9]{1,19})(?:[/?].*)?$");

    /** Entries of one conversation that are listed: without their texts, 100 cost one call. */
    private static final int MAX_LISTED = 1_000;

    private static final List<String> NOTE_FIELDS = List.of("created_by", "created_time", "show_to_requester");

    private final HelpDesk helpDesk;
    private final DeskZone zone;

    Conversations(HelpDesk helpDesk, DeskZone zone) {
        this.helpDesk = helpDesk;
        this.zone = zone;
    }

    /**
     * Entries as the API lists them, newest first.
     *
     * @param hasMore whether there are older ones
     * @param total all of the conversation; null if that is unknown
     * @param from the position that these follow; null for a page by its number, and for one entry alone
     * @param note what to know about the list; null for nothing
     */
    record Part(
            List<JsonNode> rows,
            boolean hasMore,
            @Nullable Integer total,
            @Nullable Position from,
            @Nullable String note) {}

    /**
     * The entries after a position, or on a page.
     *
     * <p>The whole list is read each time and sorted here: what conditions and sorting the API takes in it is not documented.
     *
     * @throws ToolFailure if both a cursor and a page are given
     */
    Part part(Entity request, Position from, Paging paging) {
        if (!from.isStart() && paging.page() > 1) {
            throw new ToolFailure("Give cursor or page, not both.");
        }
        Part all = listed(request);
        List<JsonNode> following = all.rows.stream().filter(from::isBefore).toList();
        int start = Math.min(paging.startIndex() - 1, following.size());
        int end = Math.min(start + paging.size(), following.size());
        return new Part(
                following.subList(start, end),
                end < following.size(),
                all.total,
                paging.page() == 1 ? from : null,
                all.note);
    }

    /** @throws ToolFailure if the conversation has no such entry */
    Part entry(Entity request, String id) {
        Part all = listed(request);
        List<JsonNode> one = all.rows.stream()
                .filter(row -> id.equals(Fields.text(row, "id")))
                .toList();
        if (one.isEmpty()) {
            throw new ToolFailure(
                            "The conversation of this request has no entry of that id. Call get_request_conversation"
                                    + " without entry_id to see the ids.")
                    .because(FailureCause.NOT_FOUND);
        }
        return new Part(one, false, all.total, null, all.note);
    }

    private Part listed(Entity request) {
        ListOrder order = ListOrder.byCreation(false);
        ListQuery query = ListQuery.first(ListQuery.MAX_ROWS)
                .sortedBy(order.field(), order.ascending())
                .counted();
        try {
            Page all = helpDesk.listAll(request.part("conversation", "conversations"), query, MAX_LISTED);
            return part(all, order, null);
        } catch (UpstreamFailure.NotFound | UpstreamFailure.Unauthorised notHere) {
            Page notes = helpDesk.listAll(notesOf(request), query.withFields(NOTE_FIELDS), MAX_LISTED);
            return part(notes, order, "This site does not list conversations; these are the notes alone.");
        }
    }

    private static Part part(Page all, ListOrder order, @Nullable String note) {
        List<JsonNode> rows = all.rows().stream().sorted(order.ofAges()).toList();
        String newest = all.hasMore() ? "Only the newest " + rows.size() + " entries can be shown." : null;
        return new Part(rows, all.hasMore(), all.total(), null, note == null ? newest : note);
    }

    /** Reads the entries with their whole texts. */
    List<ConversationTools.Entry> read(Entity request, Part part, boolean withQuotes, CallContext context) {
        List<ConversationTools.Entry> entries = new ArrayList<>();
        for (JsonNode row : part.rows) {
            context.checkCancelled();
            entries.add(entry(request, row, withQuotes));
            context.reportProgress(entries.size(), part.rows.size(), "reading the conversation");
        }
        return entries;
    }

    private ConversationTools.Entry entry(Entity request, JsonNode row, boolean withQuotes) {
        Matcher link = CONTENT_LINK.matcher(String.valueOf(Fields.text(row, "content_url")));
        boolean linked = link.find();
        String rowId = Fields.text(row, "id");
        String id = linked ? link.group(2) : rowId;
        try {
            if (id == null || !id.matches("[0-9]{1,19}")) {
                return note(row, row, withQuotes);
            }
            return linked && link.group(1).equals("notifications")
                    ? mail(row, helpDesk.get(mailsOf(request).entity(new EntityId(id))), withQuotes)
                    : note(row, helpDesk.get(notesOf(request).entity(new EntityId(id))), withQuotes);
        } catch (UpstreamFailure.NotFound goneMeanwhile) {
            return note(row, row, withQuotes);
        }
    }

    private static ResourceType notesOf(Entity request) {
        return request.part("request_note", "notes");
    }

    private static ResourceType mailsOf(Entity request) {
        return request.part("notification", "notifications");
    }

    private ConversationTools.Entry note(JsonNode row, JsonNode note, boolean withQuotes) {
        return new ConversationTools.Entry(
                Fields.text(row, "id"),
                "note",
                author(note, row),
                zone.moment(row, "created_time"),
                Fields.flag(row, "show_to_requester"),
                null,
                RecordView.content(Fields.text(note, "description"), Integer.MAX_VALUE, withQuotes));
    }

    private ConversationTools.Entry mail(JsonNode row, JsonNode mail, boolean withQuotes) {
        String sender = Fields.text(mail.path("sender"), "email_id");
        String name = Fields.text(mail.path("sender"), "name");
        return new ConversationTools.Entry(
                Fields.text(row, "id"),
                "mail",
                sender == null ? author(mail, row) : name == null ? sender : name + " <" + sender + ">",
                zone.moment(row, "created_time"),
                true,
                Fields.text(mail, "subject"),
                RecordView.content(Fields.text(mail, "description"), Integer.MAX_VALUE, withQuotes));
    }

    private static @Nullable String author(JsonNode content, JsonNode row) {
        String author = Fields.person(content, "created_by");
        return author == null ? Fields.person(row, "created_by") : author;
    }
}
