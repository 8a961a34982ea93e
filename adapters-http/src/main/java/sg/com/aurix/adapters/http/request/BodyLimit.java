package sg.com.aurix.adapters.http.request;

/** How large the body of a request may be, by surface (RS-21). */
public enum BodyLimit {
    /** A click: three addresses of at most 8192 characters and a title, escaped. */
    WIDGET(48),
    /** A call of a partner. */
    PARTNER(64),
    /** Collected data points: 100 of at most 1000 characters, escaped. */
    LEAD_DATA(256),
    /** What a listener received: an event with 100 data points of 1000 characters, each escaped to 12 bytes. */
    RECEIVED_EVENT(1280),
    /** A call of the operator: a lead form of 50 fields and the widget's texts. */
    ADMIN(64),
    /** A message written on the demo's phone: 4096 characters and who sends them, each escaped to 12 bytes. */
    PHONE_MESSAGE(56),
    /** A delivery of WhatsApp, which sends up to 3 MB. */
    WHATSAPP(3 * 1024 + 64);

    private final int kibibytes;

    BodyLimit(int kibibytes) {
        this.kibibytes = kibibytes;
    }

    /** The most bytes accepted. */
    public int bytes() {
        return kibibytes * 1024;
    }

    /** The limit for people: {@code 64 KiB}. */
    public String text() {
        return kibibytes + " KiB";
    }

    /** The most bytes that any surface accepts. */
    static int largest() {
        return WHATSAPP.bytes();
    }
}
