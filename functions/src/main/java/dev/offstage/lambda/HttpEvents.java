package dev.offstage.lambda;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Authorizer;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Http;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.IAM;
import com.fasterxml.jackson.jr.stree.JrsObject;
import com.fasterxml.jackson.jr.stree.JrsValue;
import org.jspecify.annotations.Nullable;

/** Reads {@link APIGatewayV2HTTPEvent}, payload format 2.0. */
final class HttpEvents {
    private HttpEvents() {}

    static APIGatewayV2HTTPEvent read(JrsValue tree) {
        return APIGatewayV2HTTPEvent.builder()
                .withVersion(Events.text(tree, "version"))
                .withRouteKey(Events.text(tree, "routeKey"))
                .withRawPath(Events.text(tree, "rawPath"))
                .withRawQueryString(Events.text(tree, "rawQueryString"))
                .withCookies(Events.textList(tree, "cookies"))
                .withHeaders(Events.texts(tree, "headers"))
                .withQueryStringParameters(Events.texts(tree, "queryStringParameters"))
                .withPathParameters(Events.texts(tree, "pathParameters"))
                .withStageVariables(Events.texts(tree, "stageVariables"))
                .withBody(Events.text(tree, "body"))
                .withIsBase64Encoded(Events.flag(tree, "isBase64Encoded"))
                .withRequestContext(context(tree.path("requestContext")))
                .build();
    }

    private static @Nullable RequestContext context(JrsValue tree) {
        if (!(tree instanceof JrsObject)) {
            return null;
        }
        return RequestContext.builder()
                .withRouteKey(Events.text(tree, "routeKey"))
                .withAccountId(Events.text(tree, "accountId"))
                .withStage(Events.text(tree, "stage"))
                .withApiId(Events.text(tree, "apiId"))
                .withDomainName(Events.text(tree, "domainName"))
                .withDomainPrefix(Events.text(tree, "domainPrefix"))
                .withTime(Events.text(tree, "time"))
                .withTimeEpoch(Events.number(tree, "timeEpoch"))
                .withRequestId(Events.text(tree, "requestId"))
                .withHttp(http(tree.path("http")))
                .withAuthorizer(authorizer(tree.path("authorizer")))
                .build();
    }

    private static @Nullable Http http(JrsValue tree) {
        if (!(tree instanceof JrsObject)) {
            return null;
        }
        return Http.builder()
                .withMethod(Events.text(tree, "method"))
                .withPath(Events.text(tree, "path"))
                .withProtocol(Events.text(tree, "protocol"))
                .withSourceIp(Events.text(tree, "sourceIp"))
                .withUserAgent(Events.text(tree, "userAgent"))
                .build();
    }

    private static @Nullable Authorizer authorizer(JrsValue tree) {
        if (!(tree instanceof JrsObject)) {
            return null;
        }
        return Authorizer.builder()
                .withJwt(jwt(tree.path("jwt")))
                .withLambda(Events.map(tree, "lambda", value -> (Object) value.asText()))
                .withIam(iam(tree.path("iam")))
                .build();
    }

    private static Authorizer.@Nullable JWT jwt(JrsValue tree) {
        if (!(tree instanceof JrsObject)) {
            return null;
        }
        return Authorizer.JWT
                .builder()
                .withClaims(Events.texts(tree, "claims"))
                .withScopes(Events.textList(tree, "scopes"))
                .build();
    }

    private static @Nullable IAM iam(JrsValue tree) {
        if (!(tree instanceof JrsObject)) {
            return null;
        }
        return IAM.builder()
                .withAccessKey(Events.text(tree, "accessKey"))
                .withAccountId(Events.text(tree, "accountId"))
                .withCallerId(Events.text(tree, "callerId"))
                .withCognitoIdentity(cognito(tree.path("cognitoIdentity")))
                .withPrincipalOrgId(Events.text(tree, "principalOrgId"))
                .withUserArn(Events.text(tree, "userArn"))
                .withUserId(Events.text(tree, "userId"))
                .build();
    }

    private static @Nullable CognitoIdentity cognito(JrsValue tree) {
        if (!(tree instanceof JrsObject)) {
            return null;
        }
        return CognitoIdentity.builder()
                .withAmr(Events.textList(tree, "amr"))
                .withIdentityId(Events.text(tree, "identityId"))
                .withIdentityPoolId(Events.text(tree, "identityPoolId"))
                .build();
    }
}
