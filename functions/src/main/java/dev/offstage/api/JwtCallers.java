package dev.offstage.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Authorizer.JWT;
import dev.offstage.access.Caller;
import dev.offstage.access.JwtRoles;
import java.util.Map;

/** Callers whose JWT API Gateway checked; its claims say who they are and what they may. */
final class JwtCallers implements Callers {
    private final JwtRoles roles;

    JwtCallers(JwtRoles roles) {
        this.roles = roles;
    }

    @Override
    public Caller identify(Request request) {
        JWT jwt = request.authorizer().map(authorizer -> authorizer.getJwt()).orElse(null);
        Map<String, String> claims = jwt == null ? null : jwt.getClaims();
        if (claims == null) {
            throw Problem.unauthorized(
                    "This needs a JWT of the issuer that the deployment names, in the header 'Authorization: Bearer …'.",
                    Challenge.MISSING);
        }
        Caller caller = roles.caller(claims)
                .orElseThrow(() -> Problem.forbidden("The JWT names nobody: it has neither 'sub' nor 'client_id'."));
        if (caller.permissions().isEmpty()) {
            throw Problem.forbidden("The JWT gives no role: this needs submitter, reader, operator or admin, such as "
                    + roles.example() + ".");
        }
        return caller;
    }
}
