package dev.sdpmcp.desk.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.desk.Fields;
import dev.sdpmcp.tool.FailureCause;
import dev.sdpmcp.tool.ResourceChanged;
import dev.sdpmcp.tool.ToolFailure;
import dev.sdpmcp.upstream.Criterion;
import dev.sdpmcp.upstream.EntityId;
import dev.sdpmcp.upstream.HelpDesk;
import dev.sdpmcp.upstream.ListQuery;
import dev.sdpmcp.upstream.Page;
import dev.sdpmcp.upstream.ResourceType;
import dev.sdpmcp.upstream.ResourceType.Entity;
import dev.sdpmcp.upstream.UpstreamFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Finds requests by any of their names. Thread-safe. */
public final class Requests {

    public static final ResourceType REQUESTS = ResourceType.atRoot("request", "requests", "requests");

    private static final int MOST_NUMBERS_KEPT = 2_000;

    private static final String URI_START = "sdp://requests/";

    private final HelpDesk helpDesk;
    private final Consumer<ResourceChanged> changes;

    /** Numbers never change, so what is known of them need not be asked again. Guarded by itself. */
    private final Map<String, EntityId> ids = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, EntityId> eldest) {
            return size() > MOST_NUMBERS_KEPT;
        }
    };

    public Requests(HelpDesk helpDesk) {
        this(helpDesk, change -> {});
    }

    /** @param changes told of every request that was changed through this server */
    public Requests(HelpDesk helpDesk, Consumer<ResourceChanged> changes) {
        this.helpDesk = helpDesk;
        this.changes = changes;
    }

    /** Tells that the request was changed, under each of the names that it is known by. */
    public void changed(Entity request) {
        String id = request.id().digits();
        changes.accept(new ResourceChanged(URI_START + id));
        List<String> numbers;
        synchronized (ids) {
            numbers = ids.entrySet().stream()
                    .filter(known -> known.getValue().digits().equals(id))
                    .map(Map.Entry::getKey)
                    .toList();
        }
        numbers.forEach(number -> changes.accept(new ResourceChanged(URI_START + number)));
    }

    /**
     * The request that is meant; an internal id is believed, a number is looked up.
     *
     * @param named number or internal id, see {@link RequestReference}
     * @throws Unknown if there is none
     * @throws UpstreamFailure if it cannot be looked up
     */
    public Entity named(String named) {
        RequestReference reference = RequestReference.of(named);
        return REQUESTS.entity(reference.isNumber() ? idOf(reference.digits()) : new EntityId(reference.digits()));
    }

    /**
     * The whole request.
     *
     * @throws Unknown if there is none
     * @throws UpstreamFailure if it cannot be read
     */
    public ObjectNode read(String named) {
        Entity request = named(named);
        try {
            return helpDesk.get(request);
        } catch (UpstreamFailure.NotFound unknown) {
            throw new Unknown(
                    "There is no request " + named.strip() + ", or it was merged into another or deleted.", unknown);
        }
    }

    /** The internal id of a request that was read. */
    public EntityId idOf(ObjectNode request) {
        return new EntityId(String.valueOf(Fields.text(request, "id")));
    }

    /** There is no request of that name. */
    public static final class Unknown extends ToolFailure {
        private static final long serialVersionUID = 1L;

        Unknown(String whatToDo) {
            super(whatToDo);
        }

        Unknown(String whatToDo, Throwable cause) {
            super(whatToDo, cause);
        }

        @Override
        public FailureCause failureCause() {
            return FailureCause.NOT_FOUND;
        }
    }

    private EntityId idOf(String number) {
        String plain = number.replaceFirst("^0+(?=.)", "");
        synchronized (ids) {
            EntityId known = ids.get(plain);
            if (known != null) {
                return known;
            }
        }
        Page page = helpDesk.list(
                REQUESTS,
                ListQuery.first(1)
                        .where(Criterion.is("display_id", Long.parseLong(plain)))
                        .withFields(List.of("display_id")));
        EntityId id = page.rows().stream()
                .filter(row -> plain.equals(Fields.text(row, "display_id")))
                .map(row -> Fields.text(row, "id"))
                .filter(text -> text != null && EntityId.isValid(text))
                .map(EntityId::new)
                .findFirst()
                .orElseThrow(() -> new Unknown("There is no request #" + plain + ". Look with search_requests."));
        synchronized (ids) {
            ids.put(plain, id);
        }
        return id;
    }
}
