package io.freshet.forage.spore;

import io.freshet.forage.account.Role;
import io.freshet.forage.config.ForageConfig;
import io.freshet.forage.config.SporeMode;
import io.freshet.forage.session.CurrentSession;
import io.freshet.forage.session.SameOrigin;
import io.freshet.forage.session.Session;
import io.freshet.runtime.problem.Problem;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Stands before the simulator's control page, and before the simulator itself where it shares this
 * server: hiding a page would not keep anybody from what the page calls.
 */
@Singleton
final class SporeGuard {
    private static final int BEFORE_ALL_ROUTES = -100;

    private final SporeMode mode;
    private final CurrentSession current;

    SporeGuard(ForageConfig config, CurrentSession current) {
        this.mode = config.spore();
        this.current = current;
    }

    void routes(@Observes Router router) {
        router.route("/spore").order(BEFORE_ALL_ROUTES).handler(this::check);
        router.route("/simulator/*").order(BEFORE_ALL_ROUTES).handler(this::check);
    }

    private void check(RoutingContext context) {
        if (mode == SporeMode.OFF) {
            refuse(context, 404, "There is no traffic simulator to control here.");
        } else if (changes(context) && !SameOrigin.allows(context.request())) {
            refuse(context, 403, "This request comes from another site's page.");
        } else if (mode == SporeMode.DEMO) {
            context.next();
        } else {
            checkOperator(context);
        }
    }

    /** The body must not pass by unread while the session is looked up. */
    private void checkOperator(RoutingContext context) {
        context.request().pause();
        current.of(context.request())
                .subscribe()
                .with(
                        session -> {
                            context.request().resume();
                            if (isOperator(session)) {
                                context.next();
                            } else {
                                refuse(context, 403, "Only operators may control the simulator.");
                            }
                        },
                        failure -> {
                            context.request().resume();
                            refuse(context, 503, failure.getMessage());
                        });
    }

    private static boolean isOperator(Optional<Session> session) {
        return session.filter(found -> found.account().role() == Role.OPERATOR).isPresent();
    }

    private static boolean changes(RoutingContext context) {
        HttpMethod method = context.request().method();
        return !method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD);
    }

    private static void refuse(RoutingContext context, int status, String detail) {
        String title = HttpResponseStatus.valueOf(status).reasonPhrase();
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .end(Buffer.buffer(Problem.of(status, title, detail).json()));
    }
}
