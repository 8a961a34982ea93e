package sg.com.aurix.bootstrap.faults;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.awaitility.core.ConditionTimeoutException;
import sg.com.aurix.bootstrap.system.PartnerLists;

/**
 * The books of a partner's account: what visitors did and what was acknowledged on one side, what the partner can see on the other.
 * Closed when nothing changes any more.
 */
final class Ledger {
    private final Queue<Visitor> visitors = new ConcurrentLinkedQueue<>();
    private final Queue<String> unexpected = new ConcurrentLinkedQueue<>();
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger cutOff = new AtomicInteger();
    private final AtomicInteger unavailable = new AtomicInteger();
    private final AtomicInteger underWay = new AtomicInteger();
    private final HeardEvents heard;
    private final Duration patience;

    /** With time enough for a lease of 30 seconds to end, for what is left over to be found, and for it to be sent. */
    Ledger(HeardEvents heard) {
        this(heard, Duration.ofSeconds(75));
    }

    /** Waits that long for what was committed to be heard. */
    Ledger(HeardEvents heard, Duration patience) {
        this.heard = heard;
        this.patience = patience;
    }

    void enter(Visitor visitor) {
        visitors.add(visitor);
    }

    /** A call that was begun. */
    void begun() {
        underWay.incrementAndGet();
    }

    /** A call that has ended, one way or another. */
    void ended() {
        underWay.decrementAndGet();
    }

    void acknowledged() {
        acknowledged.incrementAndGet();
    }

    /** A call to a server that was not there. */
    void refused() {
        refused.incrementAndGet();
    }

    /** A call to a server that was gone before it answered. */
    void cutOff() {
        cutOff.incrementAndGet();
    }

    /** A call answered 503. */
    void unavailable() {
        unavailable.incrementAndGet();
    }

    /** A call that was answered as none should be. */
    void unexpected(String answer) {
        unexpected.add(answer);
    }

    int acknowledgements() {
        return acknowledged.get();
    }

    int callsUnderWay() {
        return underWay.get();
    }

    /** How many calls a fault met that were under way, as far as callers can tell. */
    int hit() {
        return cutOff.get() + unavailable.get();
    }

    /**
     * Everything acknowledged is there exactly once, everything else at most once, and every event that was committed is delivered
     * or visibly pending or failed (RS-1).
     */
    void assertNothingLost(PartnerLists partner) {
        assertThat(unexpected).as("answers that are none of 200, 201 and 503").isEmpty();
        List<JsonNode> clicks = partner.attribution();
        assertClicks(clicks);
        List<JsonNode> leads = partner.leads();
        Set<String> committed = new HashSet<>();
        clicks.forEach(click -> committed.add(Fact.click(text(click, "click_url"), text(click, "correlation_id"))));
        committed.addAll(assertLeads(leads, clicks));
        assertEventsAccountedFor(committed, partner);
        assertThat(heard.faults()).isEmpty();
    }

    /**
     * As {@link #assertNothingLost}, and every event was heard and is listed as delivered, as must be when the listener has answered
     * 2xx each time: then neither pending nor failed is an excuse.
     */
    void assertEverythingDelivered(PartnerLists partner) {
        awaitPatiently("pending", () -> nothingPends(partner));
        assertNothingLost(partner);
        assertThat(partner.deliveries())
                .as("events, delivered to a listener that takes everything")
                .allMatch(row -> text(row, "status").equals("delivered"));
    }

    private void assertClicks(List<JsonNode> clicks) {
        Map<String, Optional<String>> acknowledgedIdByPage = new HashMap<>();
        Map<String, String> deviceByPage = new HashMap<>();
        for (Visitor visitor : visitors) {
            acknowledgedIdByPage.putAll(visitor.clicks());
            visitor.clicks().keySet().forEach(page -> deviceByPage.put(page, visitor.device()));
        }
        List<String> pages =
                clicks.stream().map(click -> text(click, "click_url")).toList();
        assertThat(pages).as("each try of a click").doesNotHaveDuplicates();
        assertThat(new HashSet<>(pages))
                .as("clicks that are there")
                .isSubsetOf(acknowledgedIdByPage.keySet())
                .containsAll(acknowledgedIdByPage.entrySet().stream()
                        .filter(click -> click.getValue().isPresent())
                        .map(Map.Entry::getKey)
                        .toList());
        List<String> wrong = new ArrayList<>();
        Map<String, String> sessionOfDevice = new HashMap<>();
        for (JsonNode click : clicks) {
            String page = text(click, "click_url");
            String id = text(click, "correlation_id");
            boolean asAnswered = id.equals(
                    acknowledgedIdByPage.getOrDefault(page, Optional.empty()).orElse(id));
            boolean oneSession = id.equals(sessionOfDevice.computeIfAbsent(text(click, "device_id"), device -> id));
            if (!asAnswered || !oneSession || !text(click, "device_id").equals(deviceByPage.get(page))) {
                wrong.add(click.toString());
            }
        }
        assertThat(wrong)
                .as("clicks with another device or correlation id than acknowledged")
                .isEmpty();
    }

    /** The facts that these leads stand for. */
    private Set<String> assertLeads(List<JsonNode> leads, List<JsonNode> clicks) {
        Map<String, List<JsonNode>> leadsByPhone = leads.stream()
                .collect(groupingBy(
                        lead -> Fact.digits(lead.at("/lead_json/contact_number").asText())));
        Set<String> facts = new HashSet<>();
        List<String> wrong = new ArrayList<>();
        for (Visitor visitor : visitors) {
            List<JsonNode> own = leadsByPhone.getOrDefault(visitor.phone(), List.of());
            if (own.size() > 1 || (own.isEmpty() && visitor.wrote())) {
                wrong.add(own.size() + " leads of visitor " + visitor.device());
            }
            for (JsonNode lead : own) {
                if (!isAsTold(lead, visitor)) {
                    wrong.add(visitor.device() + ": " + lead);
                }
                String reference = visitor.reference().orElseThrow();
                facts.add(Fact.correlated(visitor.phone(), reference));
                if (text(lead, "lead_status").equals("complete")) {
                    facts.add(Fact.complete(visitor.phone(), reference));
                }
            }
        }
        assertThat(wrong).as("leads that are not as acknowledged").isEmpty();
        assertThat(leadsByPhone.keySet())
                .isSubsetOf(visitors.stream().map(Visitor::phone).collect(toSet()));
        assertCorrelated(clicks);
        return facts;
    }

    private static boolean isAsTold(JsonNode lead, Visitor visitor) {
        boolean complete = text(lead, "lead_status").equals("complete");
        boolean itsEmail = lead.at("/lead_json/contact_email").asText().equals(visitor.email());
        boolean asFarAsAcknowledged =
                complete || (text(lead, "lead_status").equals("correlated") && !visitor.completed());
        return asFarAsAcknowledged
                && complete == itsEmail
                && lead.at("/lead_json/contact_name").asText().equals(visitor.name())
                && visitor.clicks().containsKey(text(lead, "click_url"));
    }

    /** The sessions of those who wrote are linked. */
    private void assertCorrelated(List<JsonNode> clicks) {
        Map<String, Boolean> linkedByReference = clicks.stream()
                .collect(toMap(
                        click -> text(click, "correlation_id"),
                        click -> click.path("correlated_at").isTextual(),
                        Boolean::logicalAnd));
        assertThat(visitors.stream()
                        .filter(Visitor::wrote)
                        .map(visitor -> visitor.reference().orElseThrow())
                        .filter(reference -> !linkedByReference.getOrDefault(reference, false)))
                .as("sessions that an acknowledged message did not link")
                .isEmpty();
    }

    private void assertEventsAccountedFor(Set<String> committed, PartnerLists partner) {
        awaitPatiently("not heard", () -> heard.facts().containsAll(committed) || nothingPends(partner));
        Map<String, Set<String>> idsByFact = heard.idsByFact();
        assertThat(idsByFact.keySet()).as("facts that an event told").isSubsetOf(committed);
        assertThat(idsByFact.values().stream().filter(ids -> ids.size() > 1))
                .as("events that tell the same fact")
                .isEmpty();
        Set<String> missing = new TreeSet<>(committed);
        missing.removeAll(idsByFact.keySet());
        assertDeliveries(partner.deliveries(), committed, missing);
    }

    /** Waits no longer than it may; an assertion that follows tells better what it is that did not come. */
    private void awaitPatiently(String whatSomeStillAre, Callable<Boolean> over) {
        try {
            await().atMost(patience)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(200))
                    .until(over);
        } catch (ConditionTimeoutException e) {
            System.out.println("after " + patience + " some events are still " + whatSomeStillAre);
        }
    }

    private static boolean nothingPends(PartnerLists partner) {
        return partner.deliveries().stream()
                .noneMatch(row -> text(row, "status").equals("pending"));
    }

    /** Each committed event is listed once; what was not heard is listed as such, and what was not listed was not heard. */
    private void assertDeliveries(List<JsonNode> deliveries, Set<String> committed, Set<String> missing) {
        List<String> ids = deliveries.stream().map(row -> text(row, "event_id")).toList();
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(new HashSet<>(ids)).as("events listed").containsAll(heard.ids());
        assertThat(count(deliveries, row -> text(row, "event_type")))
                .as("events listed of each type")
                .isEqualTo(count(committed, Fact::type));
        List<JsonNode> notHeard = deliveries.stream()
                .filter(row -> !heard.ids().contains(text(row, "event_id")))
                .toList();
        assertThat(notHeard)
                .as("never heard")
                .allMatch(row -> Set.of("pending", "failed").contains(text(row, "status")));
        assertThat(count(notHeard, row -> text(row, "event_type"))).isEqualTo(count(missing, Fact::type));
    }

    private static <T> Map<String, Long> count(Iterable<T> things, Function<T, String> kind) {
        Map<String, Long> counts = new HashMap<>();
        things.forEach(thing -> counts.merge(kind.apply(thing), 1L, Long::sum));
        return counts;
    }

    private static String text(JsonNode row, String field) {
        return row.path(field).asText();
    }

    @Override
    public String toString() {
        return "%d visitors; %d calls acknowledged, %d refused, %d cut off, %d answered 503; %d events, %d of them heard again"
                .formatted(
                        visitors.size(),
                        acknowledged.get(),
                        refused.get(),
                        cutOff.get(),
                        unavailable.get(),
                        heard.ids().size(),
                        heard.heardAtLeast(2).size());
    }
}
