package sg.com.aurix.bootstrap.bench;

/** What every contender sends: an event of the usual size. */
public final class Body {
    /** JSON of about 650 bytes, without a character that SQL, a shell or JSON itself would have to escape. */
    public static final String JSON = """
        {"event_type":"widget.click","event_id":"evt_019b00000000700080000000000000aa","timestamp":"2026-01-01T00:00:00.000000Z",\
        "data":{"correlation_id":"O-aB3dE9z","device_id":"5f2b1c9e-7f7c-4c7e-9d2a-0123456789ab",\
        "click_url":"https://shop.example/landing/spring?utm_source=google&utm_medium=cpc&gclid=Cj0KCQjw5f2b1c9e7f7c4c7e9d2a",\
        "parsed_params":{"utm_source":"google","utm_medium":"cpc","gclid":"Cj0KCQjw5f2b1c9e7f7c4c7e9d2a"},\
        "ip_address":"127.0.0.1","user_agent":"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"}}\
        """;

    private Body() {}
}
