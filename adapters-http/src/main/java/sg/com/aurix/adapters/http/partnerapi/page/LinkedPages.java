package sg.com.aurix.adapters.http.partnerapi.page;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.util.function.Function;
import sg.com.aurix.adapters.http.json.Envelope;
import sg.com.aurix.adapters.http.json.JsonAnswer;
import sg.com.aurix.adapters.http.request.PublicUrl;
import sg.com.aurix.application.usecase.Page;

/** Answers with pages, each of which links to the one behind it (API-5). */
@Singleton
public final class LinkedPages {
    private final PublicUrl publicUrl;

    LinkedPages(PublicUrl publicUrl) {
        this.publicUrl = publicUrl;
    }

    /**
     * The documented envelope around the rows of a page.
     *
     * @param path that of the list, which begins with a slash
     * @param published makes what partners read of a row
     */
    public <R, T> HttpResponse<Envelope<T>> answer(
            HttpRequest<?> request, String path, WantedPage wanted, Page<R> page, Function<R, T> published) {
        MutableHttpResponse<Envelope<T>> answer =
                JsonAnswer.ok(Envelope.ok(page.rows().stream().map(published).toList()));
        page.next()
                .map(position -> publicUrl.of(request, path + wanted.next(position)))
                .ifPresent(next -> answer.header(HttpHeaders.LINK, "<" + next + ">; rel=\"next\""));
        return answer;
    }
}
