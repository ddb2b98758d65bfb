package dev.sdpmcp.desk.request;

import dev.sdpmcp.upstream.HelpDesk;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Wires the way to requests inside a server. */
@ApplicationScoped
public class RequestsProducer {

    @Produces
    @Singleton
    Requests requests(HelpDesk helpDesk) {
        return new Requests(helpDesk);
    }
}
