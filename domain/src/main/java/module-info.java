/** The rules of Aurix CDP: values, lifecycles and events, without any framework. */
module sg.com.aurix.domain {
    requires static transitive org.jspecify;

    exports sg.com.aurix.domain;
    exports sg.com.aurix.domain.conversation;
    exports sg.com.aurix.domain.lead;
    exports sg.com.aurix.domain.partner;
    exports sg.com.aurix.domain.tracking;
    exports sg.com.aurix.domain.webhook;
}
