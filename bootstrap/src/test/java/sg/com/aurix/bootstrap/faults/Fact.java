package sg.com.aurix.bootstrap.faults;

/** Something that happened once, written the same way whether an event or a list tells it. */
final class Fact {
    private Fact() {}

    static String click(String clickUrl, String correlationId) {
        return "widget.click " + clickUrl + " " + correlationId;
    }

    static String correlated(String phone, String correlationId) {
        return "lead.correlated " + digits(phone) + " " + correlationId;
    }

    static String complete(String phone, String correlationId) {
        return "lead.complete " + digits(phone) + " " + correlationId;
    }

    /** The type of the event that tells it. */
    static String type(String fact) {
        return fact.substring(0, fact.indexOf(' '));
    }

    static String digits(String phone) {
        return phone.replaceAll("\\D", "");
    }
}
