//! Addresses of mail.

/// Whether a text can be an e-mail address: something before one `@`, and a name with a point behind it.
pub fn is_mail_address(text: &str) -> bool {
    let odd = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | ',' | ';' | '(' | ')');
    let Some((name, domain)) = text.split_once('@') else { return false };
    let labels = || domain.split('.');
    !name.is_empty()
        && !text.contains(odd)
        && !domain.contains('@')
        && labels().count() > 1
        && labels().all(|l| !l.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_mail() {
        for good in ["revisorerna@exempelby.se", "a.b+c@d.e.f"] {
            assert!(is_mail_address(good), "{good}");
        }
        for bad in
            ["", "revisorerna", "@exempelby.se", "a@b", "a@b.", "a b@c.se", "a@b@c.se", "A <a@b.se>", "a@b.se, c@d.se"]
        {
            assert!(!is_mail_address(bad), "{bad}");
        }
    }
}
