using MimeKit;

namespace Platform.Mail;

/// <summary>What SES can send to.</summary>
public static class MailAddresses
{
    private const int MaxLength = 254;

    /// <summary>
    /// True for a bare address such as <c>ada@example.com</c>, at most 254 characters of visible ASCII: SES takes no other in the part
    /// before the @, and a domain with other letters in its xn-- form.
    /// https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_Destination.html
    /// </summary>
    public static bool IsValid(string? text) =>
        text is { Length: > 0 and <= MaxLength } && text.All(c => c is > ' ' and < '\x7F')
        && System.Net.Mail.MailAddress.TryCreate(text, out var address) && address.Address == text
        && MailboxAddress.TryParse(text, out var mailbox) && mailbox.Address == text && string.IsNullOrEmpty(mailbox.Name);
}
