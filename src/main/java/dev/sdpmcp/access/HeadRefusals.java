package dev.sdpmcp.access;

import dev.sdpmcp.requesthead.RequestHead;
import dev.sdpmcp.telemetry.CorrelationIds;
import dev.sdpmcp.telemetry.MBeanRegistration;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import javax.management.JMException;

/** MBean that the launcher calls to refuse requests with malformed heads. Thread-safe. */
@ApplicationScoped
public class HeadRefusals implements HeadRefusalsMBean {

    private static final String END_OF_LINE = "\r\n";

    /** Empty while another deployment is registered. */
    private volatile Optional<MBeanRegistration> registration = Optional.empty();

    @Inject
    private Refusals refusals;

    void open(@Observes @Initialized(ApplicationScoped.class) Object started) throws JMException {
        registration = MBeanRegistration.of(this, HeadRefusalsMBean.class, NAME);
    }

    @PreDestroy
    void close() {
        registration.ifPresent(MBeanRegistration::close);
    }

    @Override
    public String refuse(String peer, String flaw) {
        String id = CorrelationIds.next();
        HttpError error = errorOf(RequestHead.Flaw.valueOf(flaw));
        refusals.note(id, null, peer, ClientAddressCache.networkOf(peer), error, null);
        return asText(error.response(id));
    }

    /** The error for a flaw. */
    static HttpError errorOf(RequestHead.Flaw flaw) {
        return switch (flaw) {
            case PATH -> HttpError.BAD_PATH;
            case LENGTH -> HttpError.AMBIGUOUS_LENGTH;
            case UNREADABLE, HOST -> HttpError.BAD_REQUEST;
        };
    }

    private static String asText(Response answer) {
        String body = String.valueOf(answer.getEntity());
        StringBuilder text = new StringBuilder(768)
                .append("HTTP/1.1 ")
                .append(answer.getStatus())
                .append(' ')
                .append(answer.getStatusInfo().getReasonPhrase())
                .append(END_OF_LINE);
        ResponseHeadersFilter.ALWAYS.forEach((name, value) -> append(text, name, value));
        answer.getStringHeaders().forEach((name, values) -> append(text, name, String.join(", ", values)));
        append(text, "Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)));
        append(text, "Connection", "close");
        append(text, "Content-Length", Integer.toString(body.length()));
        return text.append(END_OF_LINE).append(body).toString();
    }

    private static void append(StringBuilder text, String name, Object value) {
        text.append(name).append(": ").append(value).append(END_OF_LINE);
    }
}
