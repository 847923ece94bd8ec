using MimeKit;

namespace LocalCloud.Aws.Ses;

/// <summary>
/// Who a message is from, and who gets it: the destination of the request, or the headers of a raw message that came without one.
/// </summary>
internal sealed record Envelope(string From, IReadOnlyList<string> To, IReadOnlyList<string> Cc, IReadOnlyList<string> Bcc)
{
    public static Result<Envelope> Of(SendEmailRequest request, MimeMessage message)
    {
        var from = request.FromEmailAddress ?? message.From.Mailboxes.FirstOrDefault()?.ToString();
        if (string.IsNullOrEmpty(from))
            return SendEmail.Bad("FromEmailAddress is missing, and the message has no From header.");
        var destination =
            request.Destination is { } given && given.All.Any() ? given
            : request.Content!.Raw is null ? new([], [], [])
            : new Destination(Addresses(message.To), Addresses(message.Cc), Addresses(message.Bcc));
        if (!destination.All.Any())
            return SendEmail.Bad("Destination has no recipients.");
        foreach (var address in (string[])[from, .. destination.All, .. request.ReplyToAddresses ?? []])
            if (Check(address) is { } error)
                return error;
        return new Envelope(from, destination.ToAddresses ?? [], destination.CcAddresses ?? [], destination.BccAddresses ?? []);
    }

    private static AwsError? Check(string address)
    {
        if (!MailboxAddress.TryParse(address, out var mailbox))
            return SendEmail.Bad(
                address.Contains('@', StringComparison.Ordinal) ? $"Illegal address: {address}" : "Missing final '@domain'"
            );
        var at = mailbox.Address.LastIndexOf('@');
        if (at < 0 || at == mailbox.Address.Length - 1)
            return SendEmail.Bad("Missing final '@domain'");
        return at is 0 or > 64 ? SendEmail.Bad(at == 0 ? "Missing local name" : "Local address contains more than 64 characters") : null;
    }

    private static List<string> Addresses(InternetAddressList list) => [.. list.Mailboxes.Select(mailbox => mailbox.Address)];
}
