package dev.sdpmcp.doctor;

import dev.sdpmcp.config.UpstreamSettings;
import dev.sdpmcp.desk.module.Modules;
import dev.sdpmcp.desk.module.Toolsets;
import dev.sdpmcp.desk.module.engine.ModuleDescription;
import dev.sdpmcp.desk.module.engine.TenantContract;
import dev.sdpmcp.desk.module.engine.Toolset;
import dev.sdpmcp.doctor.Finding.Outcome;
import dev.sdpmcp.upstream.AccessTokenSource;
import dev.sdpmcp.upstream.HelpDesk;
import dev.sdpmcp.upstream.ListQuery;
import dev.sdpmcp.upstream.UpstreamFailure;
import dev.sdpmcp.upstream.oauth.GrantedScopes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Checks of the Zoho credentials and of the scopes that the tools need. Their calls count against the budget. */
final class ZohoChecks {

    static final String CREDENTIALS = "credentials";
    static final String SCOPES = "scopes";
    private static final String MODULES = "modules";

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String ADD_SCOPES =
            "Create a code with the self client for %s and the scopes you have, and run ./start-sse.sh --authorize"
                    + " CODE.";

    private ZohoChecks() {}

    /**
     * Whether there is an access token, or Zoho gives one for the configured credentials.
     *
     * @param tokens empty if the database that may hold them cannot be opened
     * @param origin describes where the token of this source came from
     */
    static Check credentials(
            Supplier<UpstreamSettings> settings,
            Supplier<Optional<? extends AccessTokenSource>> tokens,
            Function<AccessTokenSource, String> origin) {
        return Check.one(CREDENTIALS, () -> {
                    Optional<? extends AccessTokenSource> found = tokens.get();
                    return found.isPresent()
                            ? credentialsFinding(settings, found.get(), origin)
                            : Finding.skip("the database, which may hold a token, cannot be opened as it is now");
                })
                .after(ConfigurationChecks.CONFIGURATION, DatabaseChecks.DATABASE, NetworkChecks.UPSTREAM)
                .within(LIMIT);
    }

    private static Finding credentialsFinding(
            Supplier<UpstreamSettings> settings, AccessTokenSource source, Function<AccessTokenSource, String> origin) {
        try {
            source.current();
            return Finding.ok(origin.apply(source));
        } catch (UpstreamFailure.Throttled throttled) {
            return Finding.of(Outcome.WARN, throttled.getMessage());
        } catch (UpstreamFailure refused) {
            return withDataCentre(Finding.of(Outcome.FAIL, refused.getMessage()), settings.get());
        }
    }

    /** Zoho refuses credentials of another data centre with the same error as wrong ones. */
    private static Finding withDataCentre(Finding finding, UpstreamSettings settings) {
        boolean ambiguous = finding.finding().contains("(invalid_client)")
                || finding.finding().contains("(invalid_code)");
        if (!ambiguous || finding.advice() == null) {
            return finding;
        }
        return Finding.fail(
                finding.finding(),
                finding.advice() + ". A client of another data centre gets the same error; this one was asked: "
                        + settings.oauth().accounts().getHost() + " (SDP_DATA_CENTER)");
    }

    /**
     * Which tools can work: by the scopes that Zoho reported when it granted them, otherwise by reading one row of each
     * module. One ticket is read in any case, to prove that the instance exists and accepts the token.
     */
    static Check scopes(Supplier<HelpDesk> desk, Supplier<Optional<GrantedScopes>> granted) {
        return Check.of(SCOPES, () -> scopesFindings(desk.get(), granted))
                .after(CREDENTIALS)
                .within(LIMIT);
    }

    private static List<Finding> scopesFindings(HelpDesk desk, Supplier<Optional<GrantedScopes>> granted) {
        List<Finding> findings = new ArrayList<>();
        Optional<Finding> failure = readOne(desk, Toolsets.REQUESTS);
        if (failure.isPresent() && !failure.get().equals(missing(Toolsets.REQUESTS))) {
            // not about scopes: the other modules would fail in the same way
            return List.of(failure.get());
        }
        Optional<GrantedScopes> scopes = granted.get();
        findings.add(failure.orElseGet(() -> allowed(Toolsets.REQUESTS, scopes)));
        for (Toolset toolset : Toolsets.ALL.subList(1, Toolsets.ALL.size())) {
            Optional<Finding> other = scopes.isPresent() ? Optional.empty() : readOne(desk, toolset);
            findings.add(other.orElseGet(() -> allowed(toolset, scopes)));
        }
        return findings;
    }

    private static Finding allowed(Toolset toolset, Optional<GrantedScopes> scopes) {
        return scopes.map(known -> byScopes(toolset, known))
                .orElseGet(() -> Finding.ok(toolset.scopes().meaning() + ": can be read"
                        + (toolset.scopes().changes() ? "; changes were not tried" : "")));
    }

    /** Reads one row; empty if that worked. */
    private static Optional<Finding> readOne(HelpDesk desk, Toolset toolset) {
        try {
            desk.list(toolset.sample(), ListQuery.first(1));
            return Optional.empty();
        } catch (UpstreamFailure.Unauthorised refused) {
            return Optional.of(
                    refused.isAboutToken() ? Finding.of(Outcome.FAIL, refused.getMessage()) : missing(toolset));
        } catch (UpstreamFailure.Throttled busy) {
            return Optional.of(Finding.of(Outcome.WARN, busy.getMessage()));
        } catch (UpstreamFailure.NotFound none) {
            return Optional.of(
                    toolset.equals(Toolsets.REQUESTS)
                            ? Finding.fail(
                                    none.getMessage(),
                                    "Check SDP_INSTANCE_NAME (the INSTANCE of https://HOST/app/INSTANCE) and"
                                            + " SDP_BASE_URL.")
                            : Finding.warn(
                                    toolset.scopes().meaning() + ": this edition has none", "Do without these tools."));
        } catch (UpstreamFailure failed) {
            return Optional.of(Finding.of(Outcome.FAIL, failed.getMessage()));
        }
    }

    private static Finding byScopes(Toolset toolset, GrantedScopes scopes) {
        if (scopes.allowAllOf(toolset.scopes())) {
            return Finding.ok(toolset.scopes().meaning() + ": allowed");
        }
        return scopes.allowReading(toolset.scopes())
                ? Finding.warn(
                        toolset.scopes().meaning() + ": can be read but not changed",
                        ADD_SCOPES.formatted(toolset.scopes().scope()))
                : missing(toolset);
    }

    private static Finding missing(Toolset toolset) {
        return new Finding(
                toolset.equals(Toolsets.REQUESTS) ? Outcome.FAIL : Outcome.WARN,
                toolset.scopes().meaning() + ": cannot work, the scope "
                        + toolset.scopes().scope() + " is missing",
                ADD_SCOPES.formatted(toolset.scopes().scope()));
    }

    /** Holds the descriptions of the modules against what the tenant says of its fields; its calls only read. */
    static Check modules(Supplier<HelpDesk> desk) {
        return Check.of(MODULES, () -> moduleFindings(desk.get())).after(SCOPES).within(LIMIT);
    }

    private static List<Finding> moduleFindings(HelpDesk desk) {
        List<Finding> findings = new ArrayList<>();
        for (ModuleDescription module : Modules.ALL) {
            try {
                List<String> differences = TenantContract.differences(module, desk);
                findings.add(
                        differences.isEmpty()
                                ? Finding.ok(module.plural() + ": the fields are as the tools expect them")
                                : Finding.warn(
                                        module.plural() + ": this site differs from the tools: "
                                                + String.join("; ", differences),
                                        "Tools may not show or take these fields; report it with the edition of"
                                                + " ServiceDesk Plus."));
            } catch (UpstreamFailure.NotFound | UpstreamFailure.Unauthorised | UpstreamFailure.Refused unseen) {
                findings.add(Finding.ok(module.plural()
                        + ": the site does not describe its fields to this server, so they were not compared"));
            } catch (UpstreamFailure failed) {
                findings.add(Finding.of(Outcome.WARN, module.plural() + ": " + failed.getMessage()));
            }
        }
        return findings;
    }
}
