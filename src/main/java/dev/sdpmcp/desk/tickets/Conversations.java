package dev.sdpmcp.desk.tickets;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sdpmcp.desk.DeskZone;
import dev.sdpmcp.desk.Fields;
import dev.sdpmcp.desk.Paging;
import dev.sdpmcp.desk.module.engine.RecordView;
import dev.sdpmcp.tool.CallContext;
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

    private static final List<String> NOTE_FIELDS =
            List.of("description", "created_by", "created_time", "show_to_requester");

    private final HelpDesk helpDesk;
    private final DeskZone zone;

    Conversations(HelpDesk helpDesk, DeskZone zone) {
        this.helpDesk = helpDesk;
        this.zone = zone;
    }

    /** How the texts are to be shown. */
    record Shown(int maxCharacters, boolean withQuotes) {}

    ConversationTools.ConversationPage read(Entity request, Paging paging, Shown shown, CallContext context) {
        ListQuery query =
                ListQuery.first(paging.size()).from(paging.startIndex()).sortedBy("created_time", false);
        try {
            Page page = helpDesk.list(request.part("conversation", "conversations"), query.counted());
            return page(withTexts(request, page, shown, context), page, paging, null);
        } catch (UpstreamFailure.NotFound | UpstreamFailure.Unauthorised notHere) {
            Page notes = helpDesk.list(notesOf(request), query.counted().withFields(NOTE_FIELDS));
            List<ConversationTools.Entry> entries =
                    notes.rows().stream().map(note -> note(note, note, shown)).toList();
            return page(entries, notes, paging, "This site does not list conversations; these are the notes alone.");
        }
    }

    private static ConversationTools.ConversationPage page(
            List<ConversationTools.Entry> entries, Page page, Paging paging, @Nullable String note) {
        return new ConversationTools.ConversationPage(
                entries.size(), page.total(), page.hasMore(), paging.next(page.hasMore()), entries, note);
    }

    private List<ConversationTools.Entry> withTexts(Entity request, Page page, Shown shown, CallContext context) {
        List<ConversationTools.Entry> entries = new ArrayList<>();
        for (JsonNode row : page.rows()) {
            context.checkCancelled();
            entries.add(entry(request, row, shown));
            context.reportProgress(entries.size(), page.rows().size(), "reading the conversation");
        }
        return entries;
    }

    private ConversationTools.Entry entry(Entity request, JsonNode row, Shown shown) {
        Matcher link = CONTENT_LINK.matcher(String.valueOf(Fields.text(row, "content_url")));
        if (!link.find()) {
            return note(row, row, shown);
        }
        EntityId id = new EntityId(link.group(2));
        try {
            return "notes".equals(link.group(1))
                    ? note(row, helpDesk.get(notesOf(request).entity(id)), shown)
                    : mail(row, helpDesk.get(mailsOf(request).entity(id)), shown);
        } catch (UpstreamFailure.NotFound goneMeanwhile) {
            return note(row, row, shown);
        }
    }

    private static ResourceType notesOf(Entity request) {
        return request.part("request_note", "notes");
    }

    private static ResourceType mailsOf(Entity request) {
        return request.part("notification", "notifications");
    }

    private ConversationTools.Entry note(JsonNode row, JsonNode note, Shown shown) {
        return new ConversationTools.Entry(
                "note",
                author(note, row),
                zone.moment(row, "created_time"),
                Fields.flag(row, "show_to_requester"),
                null,
                RecordView.content(Fields.text(note, "description"), shown.maxCharacters(), shown.withQuotes()));
    }

    private ConversationTools.Entry mail(JsonNode row, JsonNode mail, Shown shown) {
        String sender = Fields.text(mail.path("sender"), "email_id");
        String name = Fields.text(mail.path("sender"), "name");
        return new ConversationTools.Entry(
                "mail",
                sender == null ? author(mail, row) : name == null ? sender : name + " <" + sender + ">",
                zone.moment(row, "created_time"),
                true,
                Fields.text(mail, "subject"),
                RecordView.content(Fields.text(mail, "description"), shown.maxCharacters(), shown.withQuotes()));
    }

    private static @Nullable String author(JsonNode content, JsonNode row) {
        String author = Fields.person(content, "created_by");
        return author == null ? Fields.person(row, "created_by") : author;
    }
}
