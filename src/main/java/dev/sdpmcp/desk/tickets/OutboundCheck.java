package dev.sdpmcp.desk.tickets;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Rules for text that is about to reach a requester: internal markers (English ones), numbers of other tickets, secrets and
 * unexpected recipients. A finding is a warning, since each rule is also met by text that is meant; and text without findings
 * may still be wrong. Time grows with the length of the text only. Stateless.
 */
final class OutboundCheck {

    /** Findings of one rule that are named; further ones are counted. */
    static final int MAX_NAMED = 5;

    /** Without what technicians write about hardware and networks. */
    private static final Pattern INTERNAL = Pattern.compile(
            "(?i)\\b(?:internal(?:ly)?\\b(?!\\s{1,3}(?:server|error|storage|memory|drive|disk|ssd|speaker|microphone|battery"
                    + "|modem|keyboard|display|camera|phone|extension|network|website|hardware|component)s?\\b)"
                    + "|(?:do\\s{1,3}not|don['\u2019]?t|must\\s{1,3}not\\s{1,3}be)\\s{1,3}(?:shared?|forward(?:ed)?|disclosed?)"
                    + "|not\\s{1,3}for\\s{1,3}(?:the\\s{1,3})?(?:requester|customer|client|user|public|distribution)s?"
                    + "|(?:technicians?|staff|agents?)\\s{1,3}only|private\\s{1,3}note|confidential)\\b");

    /** Not a colour, an anchor of an address or a character reference. */
    private static final Pattern NUMBER = Pattern.compile("(?i)(?:(?<![\\w&/#])#{1,2}\\s?"
            + "|\\b(?:request|ticket|incident|case)s?\\s{0,3}(?:id|no\\.?|nr\\.?|number)?\\s{0,3}[:#]{0,3}\\s{0,3}"
            + "|\\b(?:PB|CH|RE|REL|SR|INC|PRB|CHG)-)([0-9]{2,19})\\b");

    private static final List<Secret> SECRETS = List.of(
            secret("a private key", "-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY|PuTTY-User-Key-File"),
            secret(
                    "an access key",
                    "\\b(?:(?:AKIA|ASIA)[0-9A-Z]{16}\\b|gh[pousr]_[A-Za-z0-9]{30}|github_pat_\\w{30}|glpat-[\\w-]{20}"
                            + "|xox[abeoprs]-[\\w-]{10}|AIza[\\w-]{35}|sk-[\\w-]{20}|[rs]k_live_\\w{16}"
                            + "|1000\\.[0-9a-f]{32}\\.[0-9a-f]{32})"),
            secret(
                    "a token",
                    "\\beyJ[\\w-]{10,400}\\.[\\w-]{10}|(?i:\\b(?:bearer|zoho-oauthtoken)\\s{1,3}[\\w.~+/=-]{20})"),
            secret("an address with a password", "(?i)\\b[a-z][a-z0-9+.-]{1,20}://[^\\s/:@]{1,100}:[^\\s/@]{1,100}@"),
            // after "is" only with a digit: "your password is expired" is no password
            secret(
                    "a password or key",
                    "(?i)\\b(?:password|passwd|passphrase|passcode|pwd|pin|secret|api[ _-]?key|access[ _-]?key|token"
                            + "|(?:recovery|verification)[ _-]?code)[*_`\"']{0,4}\\s{0,3}"
                            + "(?:[:=]|\\bis\\b:?(?=\\s{1,3}\\S{0,80}[0-9]))[*_`\"' \\t]{0,8}[^\\s*_`\"']{4}"));

    private OutboundCheck() {}

    private record Secret(String name, Pattern pattern) {}

    private static Secret secret(String name, String pattern) {
        return new Secret(name, Pattern.compile(pattern));
    }

    /**
     * What is in a text.
     *
     * @param own the number and the id of the ticket that it is about
     * @return sentences without the secrets themselves; empty if nothing was found
     */
    static List<String> ofText(String text, Set<String> own) {
        // characters that cannot be seen, or look alike, do not keep a word from being found
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("\\p{Cf}", "");
        Set<String> markers = new LinkedHashSet<>();
        INTERNAL.matcher(plain)
                .results()
                .map(MatchResult::group)
                .map(OutboundCheck::quoted)
                .forEach(markers::add);
        Set<String> others = new LinkedHashSet<>();
        NUMBER.matcher(plain)
                .results()
                .map(found -> found.group(1))
                .filter(number -> !own.contains(number))
                .map(number -> "#" + number)
                .forEach(others::add);
        List<String> findings = new ArrayList<>();
        name("Internal marker: ", markers, findings);
        name("Number of another ticket: ", others, findings);
        SECRETS.stream()
                .filter(secret -> secret.pattern.matcher(plain).find())
                .map(secret -> "Looks like " + secret.name + ".")
                .forEach(findings::add);
        return findings;
    }

    /**
     * What is unusual about recipients.
     *
     * @param onTicket the addresses of the people of the ticket, in lower case
     * @param requester the address of the requester; empty if he has none
     */
    static List<String> ofRecipients(List<String> to, List<String> cc, Set<String> onTicket, String requester) {
        List<String> findings = new ArrayList<>();
        Set<String> strangers = new LinkedHashSet<>();
        Stream.concat(to.stream(), cc.stream())
                .filter(address -> !onTicket.contains(lower(address)))
                .forEach(strangers::add);
        name("Recipient that is not on this ticket: ", strangers, findings);
        if (cc.stream().anyMatch(address -> lower(address).equals(lower(requester)))) {
            findings.add("cc repeats the requester.");
        }
        Set<String> twice = new LinkedHashSet<>();
        IntStream.range(0, cc.size())
                .filter(i -> !lower(cc.get(i)).equals(lower(requester)))
                .filter(i -> Stream.concat(to.stream(), cc.subList(0, i).stream())
                        .anyMatch(other -> other.equalsIgnoreCase(cc.get(i))))
                .forEach(i -> twice.add(cc.get(i)));
        name("cc repeats a recipient: ", twice, findings);
        return findings;
    }

    private static void name(String rule, Set<String> found, List<String> findings) {
        if (!found.isEmpty()) {
            int more = found.size() - MAX_NAMED;
            findings.add(rule
                    + String.join(", ", found.stream().limit(MAX_NAMED).toList())
                    + (more > 0 ? " and " + more + " more." : "."));
        }
    }

    private static String quoted(String marker) {
        return '"' + lower(marker).replaceAll("\\s+", " ") + '"';
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
