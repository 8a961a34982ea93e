package sg.com.aurix.application.usecase;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sg.com.aurix.application.port.BotDetector;
import sg.com.aurix.application.port.Clicks;
import sg.com.aurix.application.port.Sessions;
import sg.com.aurix.application.port.Sessions.Opening;
import sg.com.aurix.domain.TimeOrderedId;
import sg.com.aurix.domain.partner.Channel;
import sg.com.aurix.domain.partner.WidgetToken;
import sg.com.aurix.domain.tracking.Click;
import sg.com.aurix.domain.tracking.ClickId;
import sg.com.aurix.domain.tracking.CorrelationId;
import sg.com.aurix.domain.tracking.HandOff;
import sg.com.aurix.domain.tracking.Session;
import sg.com.aurix.domain.tracking.SessionWindow;
import sg.com.aurix.domain.webhook.PartnerEvent;

final class ClickTracker implements TrackClick {
    /** One draw in 10^12 is taken; a random source that fails this often is broken. */
    private static final int MOST_DRAWS = 20;

    private final Announcer announcer;
    private final Recent<WidgetToken, Channel> recentChannels;
    private final Sessions sessions;
    private final Clicks clicks;
    private final BotDetector botDetector;
    private final SessionWindow window;
    private final InstantSource clock;
    private final RandomGenerator secureRandom;

    ClickTracker(
            Announcer announcer,
            Recent<WidgetToken, Channel> recentChannels,
            Sessions sessions,
            Clicks clicks,
            BotDetector botDetector,
            SessionWindow window,
            InstantSource clock,
            RandomGenerator secureRandom) {
        this.announcer = announcer;
        this.recentChannels = recentChannels;
        this.sessions = sessions;
        this.clicks = clicks;
        this.botDetector = botDetector;
        this.window = window;
        this.clock = clock;
        this.secureRandom = secureRandom;
    }

    @Override
    public List<Outcome> track(List<WidgetClick> widgetClicks) {
        if (widgetClicks.isEmpty()) {
            throw new IllegalArgumentException("there must be at least one click");
        }
        // Before the unit of work, for whose locks others may wait.
        List<Seen> seen = widgetClicks.stream().map(this::seen).toList();
        Map<WidgetToken, Channel> byToken =
                recentChannels.of(seen.stream().map(Seen::token).collect(Collectors.toSet()));
        return announcer.run(events -> trackWithin(seen, byToken, events));
    }

    private Seen seen(WidgetClick said) {
        return new Seen(
                said, said.visitor().userAgent().filter(botDetector::isBot).isPresent());
    }

    private List<Outcome> trackWithin(List<Seen> seen, Map<WidgetToken, Channel> byToken, List<PartnerEvent> events) {
        List<Accepted> accepted = new ArrayList<>(seen.size());
        for (Seen click : seen) {
            Channel channel = byToken.get(click.token());
            if (channel != null && channel.active()) {
                accepted.add(new Accepted(click.said(), click.bot(), channel));
            }
        }
        Iterator<Outcome.Tracked> tracked = trackAccepted(accepted, events).iterator();
        return seen.stream()
                .map(click -> refusal(byToken.get(click.token())).orElseGet(tracked::next))
                .toList();
    }

    private static Optional<Outcome> refusal(@Nullable Channel channel) {
        if (channel == null) {
            return Optional.of(new Outcome.UnknownToken());
        }
        return channel.active() ? Optional.empty() : Optional.of(new Outcome.ChannelOff());
    }

    private List<Outcome.Tracked> trackAccepted(List<Accepted> accepted, List<PartnerEvent> events) {
        if (accepted.isEmpty()) {
            return List.of();
        }
        Instant now = clock.instant();
        List<Opening> openings = openSessions(accepted, now);
        List<ClickId> ids = newIds(accepted.size(), now);
        List<Outcome.Tracked> tracked = IntStream.range(0, accepted.size())
                .mapToObj(i -> tracked(ids.get(i), accepted.get(i), openings.get(i), now))
                .toList();
        clicks.record(tracked.stream().map(Outcome.Tracked::click).toList());
        tracked.stream()
                .map(Outcome.Tracked::click)
                .filter(click -> !click.bot())
                .forEach(click -> events.add(new PartnerEvent.WidgetClicked(click)));
        return tracked;
    }

    private List<Opening> openSessions(List<Accepted> accepted, Instant now) {
        List<Opening> openings = new ArrayList<>(open(accepted, now));
        for (int draw = 1; draw < MOST_DRAWS; draw++) {
            List<Integer> taken = IntStream.range(0, openings.size())
                    .filter(i -> openings.get(i) instanceof Opening.IdTaken)
                    .boxed()
                    .toList();
            if (taken.isEmpty()) {
                return openings;
            }
            List<Opening> redrawn = open(taken.stream().map(accepted::get).toList(), now);
            for (int k = 0; k < redrawn.size(); k++) {
                openings.set(taken.get(k), redrawn.get(k));
            }
        }
        throw new IllegalStateException("no free correlation id in " + MOST_DRAWS + " draws");
    }

    private List<Opening> open(List<Accepted> accepted, Instant now) {
        List<Session> candidates = accepted.stream()
                .map(click -> Session.begin(
                        CorrelationId.mint(secureRandom),
                        click.channel().partnerId(),
                        click.channel().id(),
                        click.said().deviceId(),
                        now))
                .toList();
        return sessions.openOrResume(candidates, window.earliestStart(now));
    }

    /** Ids in ascending order, so that among clicks of one moment the first has the least: it began the session. */
    private List<ClickId> newIds(int count, Instant now) {
        return Stream.generate(() -> TimeOrderedId.of(now, secureRandom))
                .limit(count)
                .sorted()
                .map(ClickId::new)
                .toList();
    }

    private Outcome.Tracked tracked(ClickId id, Accepted accepted, Opening opening, Instant now) {
        if (opening instanceof Opening.Opened opened) {
            return tracked(id, accepted, opened.session(), false, now);
        }
        if (opening instanceof Opening.Resumed resumed) {
            return tracked(id, accepted, resumed.session(), true, now);
        }
        throw new IllegalStateException("a taken id is drawn again");
    }

    private Outcome.Tracked tracked(ClickId id, Accepted accepted, Session session, boolean returning, Instant now) {
        WidgetClick said = accepted.said();
        Channel channel = accepted.channel();
        Click click = new Click(
                id,
                channel.partnerId(),
                channel.id(),
                session.id(),
                said.deviceId(),
                said.clickUrl(),
                said.firstRawUrl(),
                said.context(),
                said.visitor(),
                accepted.bot(),
                now);
        return new Outcome.Tracked(click, HandOff.to(channel, session.id()), returning);
    }

    /** @param bot whether a program clicked that visits pages by itself */
    private record Seen(WidgetClick said, boolean bot) {
        WidgetToken token() {
            return said.token();
        }
    }

    /** A click on a channel that takes clicks. */
    private record Accepted(WidgetClick said, boolean bot, Channel channel) {}
}
