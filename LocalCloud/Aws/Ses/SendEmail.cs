using LocalCloud.Aws.S3.Bodies;
using MimeKit;

namespace LocalCloud.Aws.Ses;

/// <summary>Every message is delivered: into the inbox. Any sender counts as verified.</summary>
internal static class SendEmail
{
    private const int MostRecipients = 50;
    private const long LargestMessage = 40L << 20;

    public static readonly Operation Definition = Operation<SesState>.DefineAsync<SendEmailRequest, SendEmailResponse>(
        "SendEmail", SesJson.Default.SendEmailRequest, SesJson.Default.SendEmailResponse, HandleAsync)
        .Http("POST /v2/email/outbound-emails");

    private static async ValueTask<Result<SendEmailResponse>> HandleAsync(SesState state, SendEmailRequest request, Context context)
    {
        if (Refuse(request) is { } refused)
            return refused;
        // 010001 and the time, as SES's own ids begin
        var id = $"0100{context.Now.ToUnixTimeMilliseconds():x12}-{Guid.NewGuid()}-000000";
        if (!Compose(request).Ok(out var message, out var error))
            return error;
        using (message)
        {
            message.MessageId = $"{id}@email.amazonses.com";
            message.Date = context.Now;
            if (!Envelope.Of(request, message).Ok(out var envelope, out error))
                return error;
            message.Bcc.Clear();
            using var file = state.Messages.Create();
            await using (var stream = new SinkStream(file))
                await message.WriteToAsync(stream, context.Cancellation).ConfigureAwait(false);
            if (file.Length > LargestMessage)
                return Bad($"Message length is more than {LargestMessage} bytes long: '{file.Length}'.");
            var mail = new Mail(id, context.Now, envelope.From, envelope.To, envelope.Cc, envelope.Bcc, message.Subject ?? "", file.Keep());
            return await context.Host.ChangeAsync<SesState, SendEmailResponse>(state, (s, changes) =>
            {
                s.Put(changes, mail);
                return new SendEmailResponse(id);
            }).ConfigureAwait(false);
        }
    }

    internal static AwsError Bad(string message) => new("BadRequestException", message);

    private static AwsError? Refuse(SendEmailRequest request)
    {
        if (request.Content is not { } content)
            return Bad("1 validation error detected: Value null at 'content' failed to satisfy constraint: Member must not be null");
        if (content.Template is not null)
            return Bad("Content.Template of SendEmail is not supported by LocalCloud: render the message and send it as Simple or Raw content.");
        if (content.Simple is null == content.Raw is null)
            return Bad("Content must have exactly one of Simple, Raw and Template.");
        if (request.ConfigurationSetName is { Length: > 0 } set)
            return new("NotFoundException", $"Configuration set <{set}> does not exist.", 404);
        if (request.ListManagementOptions is { } list)
            return new("NotFoundException", $"List with name: {list.ContactListName} doesn't exist.", 404);
        if (request.Destination?.All.Count() > MostRecipients)
            return Bad($"Recipient count exceeds {MostRecipients}.");
        return null;
    }

    private static Result<MimeMessage> Compose(SendEmailRequest request)
    {
        if (request.Content!.Simple is { } simple)
            return SimpleMime.Compose(request, simple);
        try
        {
            return MimeMessage.Load(new MemoryStream(request.Content.Raw!.Data ?? []));
        }
        catch (FormatException)
        {
            return Bad("The raw message is not a well-formed MIME message.");
        }
    }
}
