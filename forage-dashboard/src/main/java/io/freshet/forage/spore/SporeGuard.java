package io.freshet.forage.spore;

import io.freshet.forage.problem.Refused;
import io.freshet.forage.web.PlainPage;
import io.freshet.runtime.problem.Problem;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Stands before the simulator's control page. */
@Singleton
final class SporeGuard {
    private static final int BEFORE_ALL_ROUTES = -100;

    private final SporeRules rules;
    private final PlainPage plain;

    SporeGuard(SporeRules rules, PlainPage plain) {
        this.rules = rules;
        this.plain = plain;
    }

    void routes(@Observes Router router) {
        router.route("/spore").order(BEFORE_ALL_ROUTES).handler(this::check);
    }

    /** The body must not pass by unread while the session is looked up. */
    private void check(RoutingContext context) {
        context.request().pause();
        rules.check(context.request())
                .subscribe()
                .with(
                        allowed -> {
                            context.request().resume();
                            context.next();
                        },
                        failure -> {
                            context.request().resume();
                            refuse(
                                    context,
                                    failure instanceof Refused refused ? refused.status() : 503,
                                    failure.getMessage());
                        });
    }

    private void refuse(RoutingContext context, int status, String detail) {
        if (PlainPage.isWanted(context)) {
            plain.send(context, status, "Spore is not to be had here", detail);
            return;
        }
        String title = HttpResponseStatus.valueOf(status).reasonPhrase();
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .end(Buffer.buffer(Problem.of(status, title, detail).json()));
    }
}
