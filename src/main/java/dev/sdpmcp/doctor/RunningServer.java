package dev.sdpmcp.doctor;

import dev.sdpmcp.config.ServerConfiguration;
import dev.sdpmcp.doctor.Report.CheckResult;
import dev.sdpmcp.persistence.DataFolderRequests;
import dev.sdpmcp.persistence.StoredJson;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Client of the server that holds the data folder, and with it the embedded database. It is asked once. Thread-safe.
 */
final class RunningServer {

    /** The kind of requests in the data folder. */
    static final String REQUESTS = "doctor";

    private static final Duration LIMIT = Duration.ofSeconds(90);

    private final CheckContext context;
    private boolean asked;
    private Optional<Answer> answer = Optional.empty();

    RunningServer(CheckContext context) {
        this.context = context;
    }

    /**
     * Results of the running server for the doctor.
     *
     * @param sameSettings whether it was started with the doctor's Zoho settings
     */
    record Answer(boolean sameSettings, List<CheckResult> checks) {

        Answer {
            checks = List.copyOf(checks);
        }

        /** Of the check with this name; empty if the server has no such check. */
        List<Finding> findings(String check) {
            return checks.stream()
                    .filter(result -> result.check().equals(check))
                    .flatMap(result -> result.findings().stream())
                    .toList();
        }
    }

    /** Empty if it did not answer in time: it is of an older version, or overloaded. */
    synchronized Optional<Answer> answer() throws IOException, InterruptedException {
        if (!asked) {
            asked = true;
            ServerConfiguration configuration = context.configuration();
            Optional<String> text = new DataFolderRequests(
                            configuration.storage().dataDirectory(), REQUESTS)
                    .ask(SettingsDigest.of(configuration.upstream()), LIMIT, LIMIT);
            answer = text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(StoredJson.MAPPER.readValue(text.get(), Answer.class));
        }
        return answer;
    }

    /**
     * The check with the findings of this server if it holds the embedded database, otherwise with those of this
     * process.
     */
    Check insteadOf(Check local) {
        return new Check(
                local.name(),
                local.needs(),
                local.limit().plus(LIMIT),
                () -> holdsDatabase() ? remoteFindings(local) : local.run());
    }

    private boolean holdsDatabase() {
        return context.isDataFolderHeld()
                && context.configuration().storage().postgres().isEmpty();
    }

    private List<Finding> remoteFindings(Check local) throws Exception {
        Optional<Answer> remote = answer();
        boolean aboutZoho =
                local.name().equals(ZohoChecks.CREDENTIALS) || local.name().equals(ZohoChecks.SCOPES);
        if (aboutZoho && !remote.map(Answer::sameSettings).orElse(false)) {
            return withLocalSettings(local, remote.isPresent());
        }
        return remote.map(found -> found.findings(local.name()))
                .filter(findings -> !findings.isEmpty())
                .orElseGet(() -> List.of(Finding.skip(
                        "the running server, which holds the database, did not answer; is it of an older version?")));
    }

    private static List<Finding> withLocalSettings(Check local, boolean otherSettings) throws Exception {
        List<Finding> findings = new ArrayList<>();
        if (otherSettings && local.name().equals(ZohoChecks.CREDENTIALS)) {
            findings.add(
                    Finding.warn("the running server was started with other Zoho settings than these", "Restart it."));
        }
        findings.addAll(local.run());
        return findings;
    }
}
