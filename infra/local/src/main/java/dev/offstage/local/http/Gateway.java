package dev.offstage.local.http;

import dev.offstage.json.UnreadableJsonException;
import dev.offstage.local.function.FunctionException;
import dev.offstage.local.function.LocalFunction;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Answers requests by functions, and by itself where API Gateway would. */
final class Gateway {
    private static final Logger LOG = Logger.getLogger(Gateway.class.getName());

    private final Routes routes;
    private final MailRoute mails;
    private final InstantSource clock;

    Gateway(Collection<LocalFunction> functions, MailRoute mails, InstantSource clock) {
        this.routes = new Routes(functions);
        this.mails = mails;
        this.clock = clock;
    }

    FunctionAnswer answer(RawRequest request) throws InterruptedException {
        if (!request.path().startsWith("/")) {
            return FunctionAnswer.problem(400, "The request target must be a path that begins with a slash.");
        }
        Optional<Routes.Match> match = routes.match(request.method(), request.path());
        if (match.isEmpty()) {
            return FunctionAnswer.gateway(404, "Not Found");
        }
        try {
            var unused = PercentCode.decode(request.path(), false);
            FunctionAnswer answer =
                    invoke(match.get().route(), HttpEventJson.of(request, match.get(), clock.instant()));
            return answer.status() == 404 && MailRoute.isAsked(request) ? mails.list(request) : answer;
        } catch (MalformedRequestException e) {
            return FunctionAnswer.problem(400, Objects.toString(e.getMessage()));
        }
    }

    private static FunctionAnswer invoke(Routes.Route route, String event) throws InterruptedException {
        try {
            return FunctionAnswer.read(
                    route.function().invoke(event, route.source().timeout()));
        } catch (FunctionException e) {
            return LocalFunction.NO_ANSWER.equals(e.getMessage())
                    ? FunctionAnswer.gateway(503, "Service Unavailable")
                    : FunctionAnswer.gateway(500, "Internal Server Error");
        } catch (UnreadableJsonException | IllegalArgumentException e) {
            LOG.log(Level.SEVERE, route.function().spec().id() + " gave no proper answer", e);
            return FunctionAnswer.gateway(500, "Internal Server Error");
        }
    }
}
