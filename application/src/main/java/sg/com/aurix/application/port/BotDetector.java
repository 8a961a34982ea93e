package sg.com.aurix.application.port;

/** Knows the programs that visit pages by themselves: crawlers, monitors, and those that make previews of links. */
public interface BotDetector {
    /**
     * Whether a browser that calls itself so is such a program. Never throws, whatever it is given.
     *
     * <p>In doubt it is none: a bot that is counted is noise, a person who is not is a lost lead.
     */
    boolean isBot(String userAgent);
}
