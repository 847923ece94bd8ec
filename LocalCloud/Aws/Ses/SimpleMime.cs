using MimeKit;
using MimeKit.Utils;

namespace LocalCloud.Aws.Ses;

/// <summary>The MIME message that SES makes of simple content.</summary>
internal static class SimpleMime
{
    // Those that SES writes itself
    private static readonly string[] Reserved =
    [
        "From",
        "To",
        "Cc",
        "Bcc",
        "Subject",
        "Date",
        "Message-ID",
        "Reply-To",
        "Return-Path",
        "MIME-Version",
        "Content-Type",
        "Content-Transfer-Encoding",
    ];

    public static Result<MimeMessage> Compose(SendEmailRequest request, SimpleMessage simple)
    {
        if (simple.Subject?.Data is not { } subject)
            return SendEmail.Bad("Content.Simple.Subject is missing.");
        if (simple.Body is not { } body || (body.Text?.Data is null && body.Html?.Data is null))
            return SendEmail.Bad("Content.Simple.Body has neither Text nor Html.");
        var message = new MimeMessage { Subject = subject };
        Add(message.From, request.FromEmailAddress is { } from ? [from] : []);
        Add(message.To, request.Destination?.ToAddresses);
        Add(message.Cc, request.Destination?.CcAddresses);
        Add(message.ReplyTo, request.ReplyToAddresses);
        foreach (var header in simple.Headers ?? [])
        {
            if (
                header.Name is not { Length: > 0 } name
                || header.Value is not { } value
                || name.Any(c => c is <= ' ' or ':' or > '~')
                || value.AsSpan().ContainsAny('\r', '\n')
            )
                return SendEmail.Bad($"Invalid header: {header.Name}");
            if (Reserved.Contains(name, StringComparer.OrdinalIgnoreCase))
                return SendEmail.Bad($"Header {name} cannot be set by the sender.");
            message.Headers.Add(name, value);
        }
        var builder = new BodyBuilder { TextBody = body.Text?.Data, HtmlBody = body.Html?.Data };
        foreach (var attachment in simple.Attachments ?? [])
            if (Attach(builder, attachment) is { } error)
                return error;
        message.Body = builder.ToMessageBody();
        return message;
    }

    private static AwsError? Attach(BodyBuilder builder, MailAttachment attachment)
    {
        if (attachment.FileName is not { Length: > 0 } name || attachment.RawContent is not { } content)
            return SendEmail.Bad("An attachment needs FileName and RawContent.");
        var type = MimeTypes.GetMimeType(name);
        if (!ContentType.TryParse(attachment.ContentType ?? type, out var contentType))
            return SendEmail.Bad($"Invalid attachment content type: {attachment.ContentType}");
        if (attachment.ContentDisposition is not (null or "ATTACHMENT" or "INLINE"))
            return SendEmail.Bad($"Invalid attachment content disposition: {attachment.ContentDisposition}");
        var inline = attachment.ContentDisposition == "INLINE";
        var part = (inline ? builder.LinkedResources : builder.Attachments).Add(name, content, contentType);
        part.ContentDisposition ??= new(inline ? ContentDisposition.Inline : ContentDisposition.Attachment);
        part.ContentDisposition.Disposition = inline ? ContentDisposition.Inline : ContentDisposition.Attachment;
        part.ContentDisposition.FileName = name;
        if (attachment.ContentId is { Length: > 0 } id)
            part.ContentId = id.Trim('<', '>');
        else if (inline)
            part.ContentId = MimeUtils.GenerateMessageId("email.amazonses.com");
        if (attachment.ContentDescription is { } description)
            part.Headers.Replace(HeaderId.ContentDescription, description);
        return null;
    }

    // What cannot be read as an address is refused when the envelope is made
    private static void Add(InternetAddressList list, List<string>? addresses)
    {
        foreach (var text in addresses ?? [])
            if (MailboxAddress.TryParse(text, out var mailbox))
                list.Add(mailbox);
    }
}
