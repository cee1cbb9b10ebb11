package dev.offstage.jobs.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MailAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada@example.org",
                "a@b.co",
                "Ada.Lovelace+news@mail.example.org",
                "!#$%&'*+-/=?^_`{|}~@example.org",
                "1@1.example",
                "ada@xn--mnchen-3ya.de",
                "ada@a-b.c-d.example"
            })
    void aPlainAddressIsItself(String text) {
        assertThat(MailAddress.read(text)).contains(new MailAddress(text));
    }

    @ParameterizedTest
    @CsvSource({
        "Ada@EXAMPLE.Org, Ada@example.org",
        "ada@München.de, ada@xn--mnchen-3ya.de",
        "ada@bücher.example, ada@xn--bcher-kva.example",
        "ada@例え.jp, ada@xn--r8jz45g.jp"
    })
    void aDomainIsWrittenInLowerCaseAndPunycode(String text, String written) {
        assertThat(MailAddress.read(text)).map(MailAddress::text).contains(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "ada",
                "ada@",
                "@example.org",
                "ada@localhost",
                "ada@example.org.",
                "ada@.example.org",
                "ada@example..org",
                "ada@-example.org",
                "ada@example-.org",
                "ada@exa_mple.org",
                "ada@127.0.0.1",
                "ada@[127.0.0.1]",
                "ada@example.org:25",
                ".ada@example.org",
                "ada.@example.org",
                "ada..l@example.org",
                "ada @example.org",
                " ada@example.org",
                "ada@example.org ",
                "\"ada\"@example.org",
                "\"a b\"@example.org",
                "Ada <ada@example.org>",
                "<ada@example.org>",
                "ada@example.org, eve@example.org",
                "ada@example.org;eve@example.org",
                "ada@eve@example.org",
                "ada(comment)@example.org",
                "ada@example.org(comment)",
                "mailto:ada@example.org",
                "ada@example.org\n",
                "ada@example.org\r\nBcc: eve@example.org",
                "ada\r\nBcc: eve@example.org",
                "ada@example.org%0aBcc:eve@example.org",
                "ada\u0000@example.org",
                "ada@example.org\u0000",
                "ada@exam\u00adple.org",
                "ädä@example.org",
                "аda@example.org"
            })
    void whatIsNoPlainAddressIsRefused(String text) {
        assertThat(MailAddress.read(text)).isEmpty();
    }

    /** With the names of IDNA 2003 each would be somebody else's domain. */
    @ParameterizedTest
    @ValueSource(strings = {"ada@faß.de", "ada@ｅｘample.org", "ada@example。org", "ada@βόλος.com", "ada@ℍi.example"})
    void aDomainThatWouldBecomeAnotherOneIsRefused(String text) {
        assertThat(MailAddress.read(text)).isEmpty();
    }

    @Test
    void itsLengthsAreThoseThatMailServersTake() {
        String domain = ("d".repeat(60) + ".").repeat(3) + "example";

        assertThat(MailAddress.read("a".repeat(64) + "@example.org")).isPresent();
        assertThat(MailAddress.read("a".repeat(65) + "@example.org")).isEmpty();
        assertThat(MailAddress.read("a@" + "d".repeat(63) + ".org")).isPresent();
        assertThat(MailAddress.read("a@" + "d".repeat(64) + ".org")).isEmpty();
        assertThat(MailAddress.read("a".repeat(253 - domain.length()) + "@" + domain))
                .isPresent();
        assertThat(MailAddress.read("a".repeat(254 - domain.length()) + "@" + domain))
                .isEmpty();
    }

    @Test
    void noneIsMadeAnyOtherWay() {
        assertThatThrownBy(() -> new MailAddress("ada@example.org, eve@example.org"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one plain mail address such as ada@example.org");
        assertThatThrownBy(() -> new MailAddress("ada@EXAMPLE.org")).isInstanceOf(IllegalArgumentException.class);
    }
}
