package dev.sdpmcp.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sdpmcp.simulator.RunningSimulator.Answer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Upload and download of files; {@code HelpDeskFilesTest} has the calls that succeed. */
@Tag("component")
class FilesTest {
    @RegisterExtension
    static final RunningSimulator simulator = RunningSimulator.withDefaults();

    private static final String FORM = "multipart/form-data; boundary=b";
    private static final String MARK = part("addtoattachment", "true");
    private static final String FILE = part("filename\"; filename=\"a.txt", "text");

    private static String part(String name, String content) {
        return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + content + "\r\n";
    }

    private static Answer upload(String path, String type, String body) {
        return simulator.send(HttpRequest.newBuilder(simulator.uri(RunningSimulator.API + path))
                .header("Authorization", "Zoho-oauthtoken " + simulator.token())
                .header("Accept", "application/vnd.manageengine.sdp.v3+json")
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body, StandardCharsets.UTF_8)));
    }

    private static Answer upload(String path, String parts) {
        return upload(path, FORM, parts + "--b--\r\n");
    }

    private static String uploads(String request) {
        return "/requests/" + request + "/_uploads";
    }

    @Test
    void an_uploaded_file_is_shown_by_its_record_until_it_is_deleted() {
        String request = simulator.newRequest();
        String path = "/requests/" + request;

        Answer uploaded = upload(uploads(request), MARK + FILE);
        Answer shown = simulator.get(path);
        String id = uploaded.at("/files/0/id").asText();
        Answer deleted = simulator.delete(path + "/attachments/" + id);

        assertThat(uploaded.at("/files/0").toString()).contains("\"name\":\"a.txt\"", "\"size\":\"4\"", "content_url");
        assertThat(uploaded.at("/files/0").has("content")).isFalse();
        assertThat(shown.at("/request/attachments/0/id").asText()).isEqualTo(id);
        assertThat(shown.at("/request/has_attachments").asBoolean()).isTrue();
        assertThat(deleted.status()).isEqualTo(200);
        assertThat(simulator.get(path).at("/request/has_attachments").asBoolean())
                .isFalse();
        assertThat(simulator.get(path + "/attachments/" + id + "/download").verdict())
                .isEqualTo("404/4007");
    }

    @Test
    void refuses_what_is_not_one_file_in_a_form() {
        String path = uploads(simulator.newRequest());

        assertThat(upload(path, "application/x-www-form-urlencoded", "input_data={}")
                        .verdict())
                .isEqualTo("400/4000");
        assertThat(upload(path, "multipart/form-data", MARK + FILE + "--b--").verdict())
                .isEqualTo("400/4000");
        assertThat(upload(path, FORM, MARK + FILE).verdict()).isEqualTo("400/4000");
        assertThat(upload(path, FORM, "").verdict()).isEqualTo("400/4000");
        assertThat(upload(path, MARK + FILE + FILE).message()).contains("twice");
        assertThat(upload(path, MARK.repeat(9)).message()).contains("too many parts");
        assertThat(upload(path, MARK + FILE + part("more", "x")).message()).isEqualTo("EXTRA_PARAM_FOUND");
        assertThat(upload(path + "?page=1", MARK + FILE).message()).isEqualTo("EXTRA_PARAM_FOUND");
        assertThat(upload(path, MARK).verdict()).isEqualTo("400/4012");
        assertThat(upload(path, FILE).verdict()).isEqualTo("400/4012");
        assertThat(upload(path, part("addtoattachment", "yes") + FILE).verdict())
                .isEqualTo("400/4001");
        assertThat(upload(path, MARK + part("filename", "text")).verdict()).isEqualTo("400/4001");
        assertThat(upload(path, MARK + part("filename\"; filename=\"../a", "text"))
                        .verdict())
                .isEqualTo("400/4001");
        assertThat(simulator
                        .get(path.replace("_uploads", "attachments"))
                        .at("/attachments")
                        .size())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, _uploads",
        "PUT, _uploads",
        "POST, attachments",
        "GET, attachments/ID",
        "POST, attachments/ID/download"
    })
    void refuses_other_methods(String method, String address) {
        String request = simulator.newRequest();
        String id = upload(uploads(request), MARK + FILE).at("/files/0/id").asText();

        assertThat(simulator
                        .call(method, "/requests/" + request + "/" + address.replace("ID", id), "")
                        .status())
                .isEqualTo(405);
    }

    @Test
    void knows_no_file_of_another_record_or_of_other_modules() {
        String id = upload(uploads(simulator.newRequest()), MARK + FILE)
                .at("/files/0/id")
                .asText();
        String other = "/requests/" + simulator.newRequest();
        String solution = "/technicians/"
                + simulator.get("/technicians").at("/technicians/0/id").asText();

        assertThat(simulator.get(other + "/attachments/" + id + "/download").verdict())
                .isEqualTo("404/4007");
        assertThat(upload(uploads("1"), MARK + FILE).verdict()).isEqualTo("404/4007");
        assertThat(upload(solution + "/_uploads", MARK + FILE).verdict()).isEqualTo("404/4007");
    }

    @Test
    void the_files_of_a_record_are_limited() {
        String path = uploads(simulator.newRequest());
        String file = part("filename\"; filename=\"a.txt", "x".repeat(9 * 1024 * 1024));

        assertThat(upload(path, MARK + part("filename\"; filename=\"a", "x".repeat(10 * 1024 * 1024)))
                        .status())
                .isEqualTo(413);
        assertThat(upload(path, MARK + file).status()).isEqualTo(200);
        assertThat(upload(path, MARK + file).status()).isEqualTo(200);
        assertThat(upload(path, MARK + file).message()).contains("at most 20 MB");
    }

    @Test
    void an_upload_needs_the_scope_of_its_module() {
        String path = uploads(simulator.newRequest());
        simulator.useScope("SDPOnDemand.requests.READ");

        assertThat(upload(path, MARK + FILE).status()).isEqualTo(401);
    }
}
