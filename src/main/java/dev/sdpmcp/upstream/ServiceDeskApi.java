package dev.sdpmcp.upstream;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Encoded;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/**
 * The v3 API as a REST client. The caller closes every response, whatever its status: one that is left open costs its
 * connection.
 *
 * <p>What goes into the URL is given percent-encoded. Jersey takes braces in a query parameter for a template and leaves
 * encoded text alone; RESTEasy leaves it alone because of {@link Encoded}.
 *
 * <p>The paths stand at the methods: an interface with a path is taken for a resource of ours by the server, and this one
 * would answer every request with an error.
 */
@Produces(ServiceDeskApi.V3_JSON)
interface ServiceDeskApi {

    String V3_JSON = "application/vnd.manageengine.sdp.v3+json";

    @GET
    @Path("{path}")
    Response get(
            @HeaderParam("Authorization") String authorization,
            @Encoded @PathParam("path") String path,
            @Encoded @QueryParam("input_data") @Nullable String encodedInput);

    @POST
    @Path("{path}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    Response post(
            @HeaderParam("Authorization") String authorization,
            @Encoded @PathParam("path") String path,
            @FormParam("input_data") String input);

    @PUT
    @Path("{path}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    Response put(
            @HeaderParam("Authorization") String authorization,
            @Encoded @PathParam("path") String path,
            @FormParam("input_data") String input);
}
