package dev.offstage.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JwtRolesTest {
    private final JwtRoles roles = new JwtRoles(AccessSettings.from(Map.of("ACCESS", "jwt")));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "openid offstage/reader|READ READ_OWN",
                "offstage/submitter offstage/reader|READ READ_OWN SUBMIT",
                "offstage/submitter,offstage/reader|READ READ_OWN SUBMIT",
                "[offstage/submitter offstage/reader]|READ READ_OWN SUBMIT",
                "[offstage/submitter, offstage/reader]|READ READ_OWN SUBMIT",
                "offstage/admin|ADMINISTER OPERATE READ READ_OWN SUBMIT",
                "OFFSTAGE/admin|''",
                "offstage/Admin|''",
                "offstage/admins|''",
                "xoffstage/admin|''",
                "admin|''",
                "offstage/|''",
                "[offstage/admin|''",
                "' , ,, '|''",
                "''|''",
                "-|''",
            })
    void anEntryCountsWhenItIsPrefixAndRole(String scope, String permissions) {
        Map<String, String> claims = scope == null ? Map.of("sub", "a") : Map.of("sub", "a", "scope", scope);

        assertThat(names(roles.caller(claims).orElseThrow().permissions())).isEqualTo(permissions);
    }

    @Test
    void anotherClaimWithAnotherPrefixServesToo() {
        JwtRoles groups = new JwtRoles(AccessSettings.from(
                Map.of("ACCESS", "jwt", "JWT_ROLE_CLAIM", "cognito:groups", "JWT_ROLE_PREFIX", "offstage-")));

        Caller caller = groups.caller(Map.of(
                        "sub", "a", "scope", "offstage/admin", "cognito:groups", "[staff admin offstage-operator]"))
                .orElseThrow();

        assertThat(caller.permissions()).isEqualTo(Role.OPERATOR.permissions());
    }

    @Test
    void theSubjectNamesTheCallerAndElseTheClient() {
        assertThat(roles.caller(Map.of("sub", "a", "client_id", "b")))
                .map(Caller::owner)
                .contains("jwt:a");
        assertThat(roles.caller(Map.of("client_id", "a"))).map(Caller::owner).contains("client:a");
        assertThat(roles.caller(Map.of("sub", " ", "client_id", ""))).isEmpty();
        assertThat(roles.caller(Map.of())).isEmpty();
    }

    @Test
    void aLongSubjectBecomesAHash() {
        String subject = "x".repeat(101);

        assertThat(roles.caller(Map.of("sub", subject)))
                .map(Caller::owner)
                .contains("jwt-sha256:" + Hashes.of(subject));
    }

    @Property
    void noOtherTextGivesARole(@ForAll String scope) {
        Caller caller = roles.caller(Map.of("sub", "a", "scope", scope.replace("offstage", "")))
                .orElseThrow();

        assertThat(caller.permissions()).isEmpty();
    }

    private static String names(Set<Permission> permissions) {
        return permissions.stream().map(Enum::name).collect(Collectors.toCollection(TreeSet::new)).stream()
                .collect(Collectors.joining(" "));
    }
}
