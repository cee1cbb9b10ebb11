package dev.offstage.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.IAM;
import dev.offstage.access.Caller;

/**
 * Callers whose signature API Gateway checked. IAM policies say which routes they reach, so whoever arrives may do all. An event
 * that names no signer came by another way, such as a route that a deployment has just opened for tokens, and is refused.
 *
 * @param samLocal whether nobody checks signatures, as on a developer's machine
 */
record IamCallers(boolean samLocal) implements Callers {
    @Override
    public Caller identify(Request request) {
        IAM iam = request.authorizer().map(authorizer -> authorizer.getIam()).orElse(null);
        if (iam != null && iam.getUserArn() != null) {
            return Caller.trusted("iam:" + iam.getUserArn());
        }
        if (samLocal) {
            return Caller.trusted("iam");
        }
        throw Problem.unauthorized(
                "This deployment takes requests with an AWS signature (SigV4), and this one carries none.",
                Challenge.MISSING);
    }
}
