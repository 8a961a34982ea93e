/** What Aurix CDP can do and what it needs for that: use cases over ports, without any framework. */
module sg.com.aurix.application {
    requires transitive sg.com.aurix.domain;
    requires static transitive org.jspecify;

    exports sg.com.aurix.application;
    exports sg.com.aurix.application.inmemory;
    exports sg.com.aurix.application.port;
    exports sg.com.aurix.application.usecase;
}
