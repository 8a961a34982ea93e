package sg.com.aurix.adapters.http.partnerapi.page;

import io.micronaut.http.HttpRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import sg.com.aurix.adapters.http.error.ApiException;
import sg.com.aurix.adapters.http.error.FieldError;
import sg.com.aurix.application.port.PageRequest;
import sg.com.aurix.application.port.Position;
import sg.com.aurix.domain.InvalidValueException;
import sg.com.aurix.domain.tracking.QueryParameters;

/**
 * Reads which page of a list is wanted (API-4, API-5), and names every parameter at fault at once. Unknown parameters are passed
 * over.
 */
public final class PageQuery {
    private static final int MOST_ROWS = 500;
    private static final int STANDARD_ROWS = 50;
    /** More rows than anybody has; each page by offset lets the store walk over all rows before it, which a cursor does not. */
    private static final long LARGEST_OFFSET = 1_000_000_000_000L;

    private static final Pattern WHOLE_NUMBER = Pattern.compile("0*([0-9]+)");
    private static final int MOST_DIGITS = 18;

    private final Cursor.Kind kind;
    private final QueryParameters parameters;
    private final Map<String, String> conditions = new LinkedHashMap<>();
    private final List<FieldError> problems = new ArrayList<>();

    private PageQuery(Cursor.Kind kind, QueryParameters parameters) {
        this.kind = kind;
        this.parameters = parameters;
    }

    /** The query of a request for a page of that list. */
    public static PageQuery of(HttpRequest<?> request, Cursor.Kind kind) {
        @Nullable String query = request.getUri().getRawQuery();
        return new PageQuery(kind, query == null ? QueryParameters.NONE : QueryParameters.parse(query));
    }

    /**
     * A condition that this list has beside those of every list; the link to the next page keeps it.
     *
     * @param reader may refuse what is written with an {@link InvalidValueException}
     * @return the condition; none where it is not given, or where it is at fault, which {@link #read} then says
     */
    public <T> Optional<T> condition(String name, Function<String, T> reader) {
        return parameter(name, written -> {
            T value = reader.apply(written);
            conditions.put(name, written);
            return value;
        });
    }

    /**
     * Reads the rest, after every {@link #condition}.
     *
     * @throws ApiException a 400 that names the parameters at fault
     */
    public WantedPage read() {
        Optional<Long> limit = parameter("limit", PageQuery::limit);
        Optional<Long> offset = parameter("offset", PageQuery::offset);
        Optional<Instant> from = parameter("from_date", IsoTime::parse);
        Optional<Instant> to = parameter("to_date", IsoTime::parse);
        Optional<Position> after = parameter("cursor", this::cursor);
        if (from.isPresent() && to.isPresent() && from.get().isAfter(to.get())) {
            problems.add(FieldError.of("from_date", "must not be after to_date"));
        }
        if (after.isPresent() && offset.orElse(0L) > 0) {
            problems.add(FieldError.of("cursor", "must not be given together with offset"));
        }
        if (!problems.isEmpty()) {
            throw ApiException.badRequest(problems);
        }
        int rows = Math.toIntExact(limit.orElse((long) STANDARD_ROWS));
        return new WantedPage(kind, conditions, new PageRequest(rows, offset.orElse(0L), from, to, after));
    }

    private <T> Optional<T> parameter(String name, Function<String, T> reader) {
        @Nullable List<String> given = parameters.values().get(name);
        if (given == null) {
            return Optional.empty();
        }
        try {
            if (given.size() > 1) {
                throw new InvalidValueException("must be given only once");
            }
            return Optional.of(reader.apply(given.get(0)));
        } catch (InvalidValueException e) {
            problems.add(FieldError.of(name, e.expected()));
            return Optional.empty();
        }
    }

    private static long limit(String written) {
        long limit = wholeNumber(written).orElse(0L);
        if (limit < 1 || limit > MOST_ROWS) {
            throw new InvalidValueException("must be a whole number from 1 to " + MOST_ROWS);
        }
        return limit;
    }

    private static long offset(String written) {
        long offset = wholeNumber(written)
                .orElseThrow(() -> new InvalidValueException("must be a whole number from 0 to " + LARGEST_OFFSET));
        if (offset > LARGEST_OFFSET) {
            throw new InvalidValueException("must be at most " + LARGEST_OFFSET
                    + ": to read far into a list, use the cursor from the Link header instead");
        }
        return offset;
    }

    /** The number, or the largest there is in place of one of more digits than a long holds. */
    private static Optional<Long> wholeNumber(String written) {
        Matcher number = WHOLE_NUMBER.matcher(written);
        if (!number.matches()) {
            return Optional.empty();
        }
        String digits = number.group(1);
        return Optional.of(digits.length() > MOST_DIGITS ? Long.MAX_VALUE : Long.parseLong(digits));
    }

    private Position cursor(String written) {
        return Cursor.parse(kind, written)
                .orElseThrow(() -> new InvalidValueException(
                        "must be the one that the Link header of this list's previous page gave"));
    }
}
