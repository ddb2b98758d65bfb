package dev.sdpmcp.upstream.oauth;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Form;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * REST client interface of the token endpoint of Zoho Accounts. The caller closes the response. The path is at the
 * method, because the server registers an interface with a path as a resource. Public, because RESTEasy cannot call it
 * otherwise.
 */
public interface ZohoAccounts {

    @POST
    @Path("oauth/v2/token")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.APPLICATION_JSON)
    Response token(Form form);
}
