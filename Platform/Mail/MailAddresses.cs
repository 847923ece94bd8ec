using MimeKit;

namespace Platform.Mail;

/// <summary>What SES can send to.</summary>
public static class MailAddresses
{
    private const int MaxLength = 254;
    private const int MaxLocalPart = 64;
    private const int MaxLabel = 63;

    /// <summary>
    /// True for a bare address such as <c>ada@example.com</c>, at most 254 characters of visible ASCII: SES takes no other in the part
    /// before the @, and a domain with other letters in its xn-- form.
    /// https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_Destination.html
    /// </summary>
    public static bool IsValid(string? text) =>
        text is { Length: > 0 and <= MaxLength }
        && text.All(c => c is > ' ' and < '\x7F')
        && System.Net.Mail.MailAddress.TryCreate(text, out var address)
        && address.Address == text
        && MailboxAddress.TryParse(text, out var mailbox)
        && mailbox.Address == text
        && string.IsNullOrEmpty(mailbox.Name)
        && HasParts(text);

    // https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.1, and names as DNS has them; no quotes, no address literals
    private static bool HasParts(string text)
    {
        var at = text.LastIndexOf('@');
        return at is > 0 and <= MaxLocalPart && !text.Contains('"') && text[(at + 1)..].Split('.').All(IsLabel);
    }

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= MaxLabel
        && label[0] != '-'
        && label[^1] != '-'
        && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}
