package sg.com.aurix.adapters.http.admin;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import sg.com.aurix.adapters.http.AdminToken;
import sg.com.aurix.adapters.http.HttpSettings;
import sg.com.aurix.adapters.http.error.ApiException;
import sg.com.aurix.adapters.http.request.Bearer;

/** Lets nobody but the operator in. */
@ServerFilter("/admin/**")
final class OperatorFilter {
    private static final String OPERATOR = "sg.com.aurix.operator";

    private final AdminToken token;

    OperatorFilter(HttpSettings settings) {
        this.token = settings.adminToken();
    }

    @RequestFilter
    void authenticate(HttpRequest<?> request) {
        if (Bearer.token(request).filter(token::is).isEmpty()) {
            throw unauthorized();
        }
        request.setAttribute(OPERATOR, true);
    }

    /**
     * Makes sure that it is the operator who is calling.
     *
     * @throws ApiException the 401, where a request came past this filter
     */
    static void requireOperator(HttpRequest<?> request) {
        if (request.getAttribute(OPERATOR).isEmpty()) {
            throw unauthorized();
        }
    }

    private static ApiException unauthorized() {
        return Bearer.unauthorized("the admin token");
    }
}
