using LocalCloud.Aws.S3.Bodies;
using LocalCloud.Aws.S3.Protocol;
using LocalCloud.Aws.WebConsole;
using MimeKit;
using MimeKit.Text;

namespace LocalCloud.Aws.Ses.Inbox;

/// <summary>A mail with what its file holds.</summary>
internal sealed class MailView : IDisposable
{
    private readonly MimeMessage _message;

    private MailView(Mail mail, Scope scope, MimeMessage message) => (Mail, Scope, _message) = (mail, scope, message);

    public Mail Mail { get; }

    public Scope Scope { get; }

    public string? Text => _message.GetTextBody(TextFormat.Plain);

    public string? Html => _message.HtmlBody;

    public IReadOnlyList<string> ReplyTo => [.. _message.ReplyTo.Select(address => address.ToString())];

    /// <summary>Attachments, and the inline parts that the HTML refers to.</summary>
    public IReadOnlyList<MimePart> Attachments =>
        field ??= [
            .. _message
                .BodyParts.OfType<MimePart>()
                .Where(part => part.IsAttachment || (part is not TextPart && part.ContentId is not null)),
        ];

    /// <summary>Null when the mail has been deleted meanwhile.</summary>
    public static async Task<MailView?> OpenAsync(SesService service, string id, CancellationToken cancellation)
    {
        foreach (var state in service.States.Cast<SesState>())
            if (
                service.Host.Read(state, s =>
                    s.Find(id) is { } mail ? (mail, ObjectContent.Pin(s.Messages, [mail.File])) : default((Mail, ObjectContent)?)
                )
                is var (found, pinned)
            )
                using (pinned)
                {
                    await using var file = File.OpenRead(state.Messages.PathOf(found.File.File));
                    return new(found, state.Scope, await MimeMessage.LoadAsync(file, cancellation).ConfigureAwait(false));
                }
        return null;
    }

    public static byte[] Decode(MimePart part)
    {
        using var content = new MemoryStream();
        part.Content?.DecodeTo(content);
        return content.ToArray();
    }

    public static string NameOf(MimePart part, int number) =>
        part.FileName is { Length: > 0 } name
            ? name
            : FormattableString.Invariant(
                $"attachment-{number}.{(MimeTypes.TryGetExtension(part.ContentType.MimeType, out var extension) ? extension.TrimStart('.') : "bin")}"
            );

    public void Dispose() => _message.Dispose();
}
