package dev.sdpmcp.desk.metadata;

import dev.sdpmcp.upstream.HelpDesk;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Wires the reference data inside a server. */
@ApplicationScoped
public class MetadataProducer {

    @Produces
    @Singleton
    Metadata metadata(HelpDesk helpDesk) {
        return new Metadata(helpDesk, Clock.systemUTC());
    }
}
