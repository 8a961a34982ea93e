package sg.com.aurix.adapters.http.widget;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.Optional;
import sg.com.aurix.adapters.http.request.ClientAddress;
import sg.com.aurix.domain.tracking.Visitor;

/** Reads off a request who clicked. */
@Singleton
final class Visitors {
    private final ClientAddress clientAddress;

    Visitors(ClientAddress clientAddress) {
        this.clientAddress = clientAddress;
    }

    Visitor of(HttpRequest<?> request) {
        return new Visitor(
                clientAddress.of(request),
                Optional.ofNullable(request.getHeaders().get(HttpHeaders.USER_AGENT))
                        .flatMap(userAgent -> VisibleText.of(userAgent, Visitor.LONGEST_USER_AGENT)));
    }
}
