package dev.darkroom.api.security;

import dev.darkroom.api.core.Caller;
import dev.darkroom.api.core.Scope;
import dev.darkroom.api.http.ClientAddress;
import io.micronaut.http.HttpRequest;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.filters.AuthenticationFetcher;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Tells the framework who is calling. A key that was looked up a moment ago costs no thread and no statement. */
@Singleton
final class KeyAuthentication implements AuthenticationFetcher<HttpRequest<?>> {

    private static final Logger LOG = LoggerFactory.getLogger(KeyAuthentication.class);

    private static final String CALLER = "caller";

    private final ApiKeys keys;
    private final LastUse lastUse;
    private final Admission admission;
    private final ClientAddress senders;
    private final ExecutorService blocking;

    KeyAuthentication(
            ApiKeys keys,
            LastUse lastUse,
            Admission admission,
            ClientAddress senders,
            @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.keys = keys;
        this.lastUse = lastUse;
        this.admission = admission;
        this.senders = senders;
        this.blocking = blocking;
    }

    @Override
    public Publisher<Authentication> fetchAuthentication(HttpRequest<?> request) {
        Optional<String> key = KeyHeaders.read(request);
        if (key.isEmpty()) {
            return Mono.empty();
        }
        ApiKeys.Lookup remembered = keys.remembered(key.get());
        if (remembered != null) {
            return Mono.justOrEmpty(remembered.caller().map(this::authentication));
        }
        if (!keys.isFamiliar(key.get()) && !admission.mayTry(request)) {
            return Mono.empty();
        }
        return Mono.fromCallable(() -> keys.find(key.get()))
                .subscribeOn(Schedulers.fromExecutorService(blocking))
                .doOnNext(found -> note(found.isPresent(), request))
                .flatMap(found -> Mono.justOrEmpty(found.map(this::authentication)));
    }

    /** Whose request it is; empty where that is not known, or not yet. */
    static Optional<Caller> caller(HttpRequest<?> request) {
        return request.getUserPrincipal(Authentication.class)
                .map(authentication -> (Caller) authentication.getAttributes().get(CALLER));
    }

    /** Once per key and while it is remembered, so that a flood of refusals is no flood of lines. */
    private void note(boolean known, HttpRequest<?> request) {
        if (!known) {
            LOG.info("a key was refused that came from {}", senders.of(request));
        }
    }

    private Authentication authentication(Caller caller) {
        lastUse.note(caller.keyId());
        return Authentication.build(
                caller.keyId(), caller.scopes().stream().map(Scope::word).toList(), Map.of(CALLER, caller));
    }
}
