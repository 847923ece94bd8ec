using MimeKit;

namespace Platform.Mail;

/// <summary>Sends a complete MIME message.</summary>
public interface IMailSender
{
    /// <returns>The id that SES gave the message.</returns>
    /// <exception cref="Amazon.Runtime.AmazonServiceException">SES refused it; ErrorCode says why.</exception>
    Task<string> SendAsync(MimeMessage message, CancellationToken cancellationToken = default);
}

internal sealed class SesMailSender(SesClient ses) : IMailSender
{
    public async Task<string> SendAsync(MimeMessage message, CancellationToken cancellationToken = default)
    {
        using var mime = new MemoryStream();
        await message.WriteToAsync(mime, cancellationToken);
        var destination = new EmailDestination(Addresses(message.To), Addresses(message.Cc), Addresses(message.Bcc));
        var request = new SendEmailRequest(
            message.From.Mailboxes.First().Address,
            destination,
            new EmailContent(new RawMessage(mime.ToArray()))
        );
        return (await ses.SendEmailAsync(request, cancellationToken)).MessageId;
    }

    private static string[] Addresses(InternetAddressList list) => [.. list.Mailboxes.Select(mailbox => mailbox.Address)];
}
