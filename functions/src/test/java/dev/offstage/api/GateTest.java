package dev.offstage.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import dev.offstage.access.Caller;
import dev.offstage.access.Permission;
import dev.offstage.engine.Invocation;
import dev.offstage.engine.Tally;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class GateTest {
    private static final Endpoint PAGE = Endpoint.page(Permission.READ, (request, caller) -> Answer.page(200, "page"));
    private static final Callers NOBODY = request -> {
        throw Problem.unauthorized("Who is it?", Challenge.MISSING);
    };

    private static Request request(String path, String query, String accept) {
        APIGatewayV2HTTPEvent event = APIGatewayV2HTTPEvent.builder()
                .withRouteKey("GET /page")
                .withRawPath(path)
                .withRawQueryString(query)
                .withHeaders(Map.of("accept", accept))
                .build();
        return new Request(event, Instant.EPOCH, new Invocation((what, facts) -> {}, new Tally()));
    }

    private static Answer ask(Gate gate, Request request) {
        return new Router(Map.of("GET /page", PAGE), gate, failure -> false).answer(request);
    }

    @Test
    void aBrowserThatIsNotSignedInIsLedThereAndBack() {
        Answer answer = ask(new Gate(NOBODY, true), request("/page", "a=1&b=2", "text/html,*/*;q=0.8"));

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.headers()).containsEntry("location", "/signin?next=%2Fpage%3Fa%3D1%26b%3D2");
    }

    @Test
    void othersAreToldWhatIsMissing() {
        assertThat(ask(new Gate(NOBODY, true), request("/page", "", "application/json"))
                        .status())
                .isEqualTo(401);
        assertThat(ask(new Gate(NOBODY, false), request("/page", "", "text/html"))
                        .status())
                .isEqualTo(401);
        Callers known = request -> Caller.NOBODY;
        assertThat(ask(new Gate(known, true), request("/page", "", "text/html")).status())
                .isEqualTo(403);
    }

    @Test
    void theRefusalNamesTheRolesThatWouldDo() {
        Gate gate = new Gate(request -> new Caller("token:x", "token:x", Set.of()), true);

        assertThatThrownBy(
                        () -> gate.admit(request("/page", "", ""), Endpoint.needing(Permission.OPERATE, PAGE.route())))
                .hasMessageStartingWith("This needs the role operator or admin; the caller token:x has no such role.");
        assertThatThrownBy(() ->
                        gate.admit(request("/page", "", ""), Endpoint.needing(Permission.ADMINISTER, PAGE.route())))
                .hasMessageStartingWith("This needs the role admin;");
    }

    @Property
    void noTextLeadsToAnotherHost(@ForAll String text) {
        for (String next : new String[] {text, "/" + text, "//" + text, "/\\" + text}) {
            String path = LocalPath.of(next);
            assertThat(path)
                    .startsWith("/")
                    .doesNotContain("//")
                    .doesNotContain("\\")
                    .matches("[!-~]+");
        }
    }
}
