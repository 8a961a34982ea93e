package sg.com.aurix.adapters.http.partnerapi;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Optional;
import sg.com.aurix.adapters.http.error.ApiException;
import sg.com.aurix.adapters.http.request.Bearer;
import sg.com.aurix.application.usecase.AuthenticatePartner;
import sg.com.aurix.domain.partner.PartnerId;

/** Lets nobody without a valid API key learn anything of the partner API, not even which paths there are (API-1). */
@ServerFilter(PartnerFilter.PREFIX + "/**")
public final class PartnerFilter {
    /** Where everything that partners call is. */
    public static final String PREFIX = "/integrations/external";

    private static final String PARTNER = "sg.com.aurix.partner";

    private final AuthenticatePartner authenticatePartner;

    PartnerFilter(AuthenticatePartner authenticatePartner) {
        this.authenticatePartner = authenticatePartner;
    }

    /**
     * Who is calling.
     *
     * @throws ApiException the 401, where a request came past this filter
     */
    public static PartnerId caller(HttpRequest<?> request) {
        return request.getAttribute(PARTNER, PartnerId.class).orElseThrow(PartnerFilter::unauthorized);
    }

    @RequestFilter
    @ExecuteOn(TaskExecutors.BLOCKING)
    void authenticate(HttpRequest<?> request) {
        Optional<String> key = Bearer.token(request);
        if (key.isEmpty()) {
            throw unauthorized();
        }
        PartnerId partner =
                switch (authenticatePartner.authenticate(key.get())) {
                    case AuthenticatePartner.Outcome.Authenticated authenticated -> authenticated.partnerId();
                    case AuthenticatePartner.Outcome.Unknown unknown -> throw unauthorized();
                };
        request.setAttribute(PARTNER, partner);
    }

    private static ApiException unauthorized() {
        return Bearer.unauthorized("your API key");
    }
}
