package sg.com.aurix.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sg.com.aurix.application.contract.Requirement;

/** No way of writing a path leads past the filters that ask for credentials. */
@Requirement("API-1")
final class CredentialsTest {
    private static final TestServer server = TestServer.shared();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/integrations/external/leads",
                "//integrations/external/leads",
                "/integrations//external/leads",
                "/integrations/external//leads",
                "/integrations/./external/leads",
                "/x/../integrations/external/leads",
                "/integrations/external/../external/leads",
                "/%69ntegrations/external/leads",
                "/integrations%2Fexternal/leads",
                "/integrations/external%2Fleads",
                "/integrations/external/leads/",
                "/integrations/external/leads;a=b",
                "/integrations;a=b/external/leads",
                "/integrations/external/leads?a=b",
                "/integrations/external/leads%3Fa",
                "/integrations/external/leads#a",
                "/integrations\\external\\leads",
                "/INTEGRATIONS/external/leads",
                "http://localhost/integrations/external/leads",
                "http://localhost//integrations/external/leads",
                "/admin/partners",
                "//admin/partners",
                "/admin//partners",
                "/./admin/partners",
                "/x/../admin/partners",
                "/%61dmin/partners",
                "/admin%2Fpartners",
                "/admin/partners/",
                "/admin;a=b/partners",
                "/ADMIN/partners",
                "http://localhost/admin/partners"
            })
    void no_path_opens_without_them(String path) {
        for (String method : new String[] {"GET", "HEAD"}) {
            Answer answer =
                    RawHttp.exchange(server.port(), method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");

            assertThat(answer.status()).as(method + " " + path).isIn(400, 401, 404);
        }
    }
}
