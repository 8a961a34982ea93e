package sg.com.aurix.bootstrap;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import sg.com.aurix.adapters.http.demo.DemoSettings;
import sg.com.aurix.application.usecase.AdministerPartners;
import sg.com.aurix.bootstrap.sandbox.DemoPartner;
import sg.com.aurix.bootstrap.sandbox.SandboxCredentials;
import sg.com.aurix.bootstrap.settings.ServerSettings;

/** Makes what the demo asks for, where there are a sandbox's credentials: nowhere else is there a demo. */
@Factory
@Requires(beans = SandboxCredentials.class)
final class DemoFactory {
    /** In place as soon as it is asked for; the operator's key and token come before those that were drawn. */
    @Singleton
    DemoPartner demoPartner(AdministerPartners administer, ServerSettings settings, SandboxCredentials drawn) {
        return DemoPartner.provide(
                administer,
                settings.givenApiKey().orElse(drawn.apiKey()),
                settings.givenWidgetToken().orElse(drawn.widgetToken()));
    }

    @Singleton
    DemoSettings demoSettings(DemoPartner demo) {
        return new DemoSettings(demo.apiKey(), demo.channel());
    }
}
