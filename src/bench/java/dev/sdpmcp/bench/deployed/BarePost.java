package dev.sdpmcp.bench.deployed;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/**
 * The least that a POST can be in this application: JSON in as a string, JSON of the wanted length out as a string. It
 * passes the same container and the same filters as a message, the check of the key included, but parses nothing, has no
 * session and answers on the thread that read the request.
 */
@Path("bench/bare")
@ApplicationScoped
public class BarePost {

    private static final String FILLING = "0123456789".repeat(1_000);

    /** @param size bytes to answer with, at most 10,000 */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public String answer(@QueryParam("size") int size, String body) {
        int around = "{\"\":\"\"}".length();
        return "{\"" + body.charAt(0) + "\":\"" + FILLING.substring(0, size - around - 1) + "\"}";
    }
}
