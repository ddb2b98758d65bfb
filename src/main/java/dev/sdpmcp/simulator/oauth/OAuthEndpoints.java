package dev.sdpmcp.simulator.oauth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sdpmcp.simulator.http.HttpCall;
import dev.sdpmcp.simulator.http.HttpReply;
import dev.sdpmcp.simulator.oauth.TokenVault.AccessToken;
import dev.sdpmcp.simulator.oauth.TokenVault.OAuthRefusal;
import dev.sdpmcp.simulator.wire.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Zoho Accounts: {@code /oauth/v2/auth}, {@code /oauth/v2/token} and {@code /oauth/v2/token/revoke}. Errors come
 * with HTTP 200.
 */
public record OAuthEndpoints(Credentials credentials, TokenVault vault) {
    private static final String API_DOMAIN = "https://www.zohoapis.com";
    private static final String THROTTLE_TEXT =
            "You have made too many requests continuously. Please try again after some time.";

    /** Answers a call below {@code /oauth/v2}. */
    public HttpReply answer(HttpCall call) {
        try {
            return switch (call.method() + " " + call.path()) {
                case "GET /oauth/v2/auth" -> consent(call);
                case "POST /oauth/v2/token" -> HttpReply.json(200, token(call));
                case "POST /oauth/v2/token/revoke" -> revoke(call);
                default -> HttpReply.html(404, "Not Found");
            };
        } catch (OAuthRefusal refusal) {
            return refused(refusal);
        }
    }

    /** The user always agrees at once. */
    private HttpReply consent(HttpCall call) {
        String redirect = parameter(call, "redirect_uri");
        if (!parameter(call, "client_id").equals(credentials.clientId())) {
            throw new OAuthRefusal("invalid_client");
        }
        if (!parameter(call, "response_type").equals("code")) {
            throw new OAuthRefusal("invalid_response_type");
        }
        if (!redirect.startsWith("http://") && !redirect.startsWith("https://")) {
            throw new OAuthRefusal("invalid_redirect_uri");
        }
        String state =
                call.parameter("state").map(value -> "&state=" + encode(value)).orElse("");
        return HttpReply.redirect(redirect + (redirect.contains("?") ? "&" : "?") + outcome(call, redirect) + state);
    }

    private String outcome(HttpCall call, String redirect) {
        Set<Scope> scopes = scopes(parameter(call, "scope"));
        try {
            String server = "http://" + call.header("host").orElse("localhost");
            return "code=" + vault.newCode(scopes, redirect) + "&location=us&accounts-server=" + encode(server);
        } catch (OAuthRefusal refusal) {
            return "error=" + refusal.getMessage();
        }
    }

    private ObjectNode token(HttpCall call) {
        checkClient(call);
        return switch (parameter(call, "grant_type")) {
            case "authorization_code" -> fromCode(call);
            case "refresh_token" -> shown(vault.fromRefreshToken(parameter(call, "refresh_token")), true);
            case "client_credentials" -> shown(vault.fromClient(scopes(parameter(call, "scope"))), false);
            default -> throw new OAuthRefusal("unsupported_grant_type");
        };
    }

    private ObjectNode fromCode(HttpCall call) {
        String refreshToken = vault.redeem(parameter(call, "code"), parameter(call, "redirect_uri"));
        return shown(vault.fromRefreshToken(refreshToken), true).put("refresh_token", refreshToken);
    }

    private void checkClient(HttpCall call) {
        if (!parameter(call, "client_id").equals(credentials.clientId())) {
            throw new OAuthRefusal("invalid_client");
        }
        if (!parameter(call, "client_secret").equals(credentials.clientSecret())) {
            throw new OAuthRefusal("invalid_client_secret");
        }
    }

    private HttpReply revoke(HttpCall call) {
        if (!vault.revoke(parameter(call, "token"))) {
            throw new OAuthRefusal("invalid_code");
        }
        return HttpReply.json(200, Json.object().put("status", "success"));
    }

    private ObjectNode shown(AccessToken token, boolean withScope) {
        ObjectNode shown = Json.object().put("access_token", token.value());
        if (withScope) {
            String scope = token.scopes().stream().map(Scope::toString).sorted().collect(Collectors.joining(" "));
            shown.put("scope", scope);
        }
        return shown.put("api_domain", API_DOMAIN)
                .put("token_type", "Bearer")
                .put("expires_in", vault.secondsLeft(token));
    }

    private static HttpReply refused(OAuthRefusal refusal) {
        ObjectNode body = Json.object().put("error", refusal.getMessage());
        boolean throttled = TokenVault.THROTTLED.equals(refusal.getMessage());
        return throttled
                ? HttpReply.json(
                        400, body.put("error_description", THROTTLE_TEXT).put("status", "failure"))
                : HttpReply.json(200, body);
    }

    private static Set<Scope> scopes(String text) {
        try {
            return Scope.parseAll(text);
        } catch (IllegalArgumentException e) {
            throw new OAuthRefusal("invalid_scope");
        }
    }

    private static String parameter(HttpCall call, String name) {
        return call.parameter(name).orElse("");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
