using LocalCloud.Aws.S3.Bodies;
using LocalCloud.Aws.Ses.Templates;
using MimeKit;

namespace LocalCloud.Aws.Ses;

/// <summary>The way of every message into the inbox, whichever operation sends it. Any sender counts as verified.</summary>
internal static partial class Outbox
{
    private const int MostRecipients = 50;

    /// <param name="largest">in bytes: 40 MB, of the first version of the API 10 MB (docs: ses, quotas)</param>
    /// <returns>the message's id</returns>
    public static async ValueTask<Result<string>> SendAsync(SesState state, SendEmailRequest request, Context context, long largest)
    {
        if (Refuse(state, request) is { } refused)
            return refused;
        // 010001 and the time, as SES's own ids begin
        var id = $"0100{context.Now.ToUnixTimeMilliseconds():x12}-{Guid.NewGuid()}-000000";
        if (!Compose(state, request).Ok(out var message, out var error))
            return error.QueryCode is "MissingRenderingAttribute" or "InvalidRenderingParameter"
                ? NotRendered(request, context, id, error)
                : error;
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
            if (file.Length > largest)
                return SendEmail.Bad($"Message length is more than {largest} bytes long: '{file.Length}'.");
            var mail = new Mail(id, context.Now, envelope.From, envelope.To, envelope.Cc, envelope.Bcc, message.Subject ?? "", file.Keep());
            return await context
                .Host.ChangeAsync<SesState, string>(state, (s, changes) =>
                {
                    s.Put(changes, mail);
                    return id;
                })
                .ConfigureAwait(false);
        }
    }

    // AWS takes it, answers an id and does not deliver it (docs: ses, "send-personalized-email-api", rendering failures): the log says so.
    private static string NotRendered(SendEmailRequest request, Context context, string id, AwsError error)
    {
        var template = request.Content!.Template!;
        RenderingFailed(
            context.Host.Loggers.CreateLogger<SesService>(),
            id,
            template.TemplateName ?? template.TemplateArn ?? "(inline)",
            error.Message
        );
        return id;
    }

    private static AwsError? Refuse(SesState state, SendEmailRequest request)
    {
        if (request.Content is not { } content)
            return SendEmail.Bad(
                "1 validation error detected: Value null at 'content' failed to satisfy constraint: Member must not be null"
            );
        if (new object?[] { content.Simple, content.Raw, content.Template }.Count(given => given is not null) != 1)
            return SendEmail.Bad("Content must have exactly one of Simple, Raw and Template.");
        if (Refuse(state, request.ConfigurationSetName) is { } error)
            return error;
        if (request.ListManagementOptions is { } list)
            return new("NotFoundException", $"List with name: {list.ContactListName} doesn't exist.", 404);
        if (request.Destination?.All.Count() > MostRecipients)
            return SendEmail.Bad($"Recipient count exceeds {MostRecipients}.");
        return null;
    }

    public static AwsError? Refuse(SesState state, string? configurationSet)
    {
        if (configurationSet is not { Length: > 0 } name)
            return null;
        if (state.Service.Host.Read(state, s => s.ConfigurationSets.GetValueOrDefault(name)) is not { } set)
            return ConfigurationSets.ConfigurationSet.NotFound(name);
        return set.SendingOptions is { SendingEnabled: false }
            ? new("SendingPausedException", $"Email sending is paused for the configuration set <{name}>.")
            {
                QueryCode = "ConfigurationSetSendingPausedException",
            }
            : null;
    }

    private static Result<MimeMessage> Compose(SesState state, SendEmailRequest request)
    {
        if (request.Content!.Template is { } template)
            return
                TemplatedContent.Find(state, template).Ok(out var content, out var error)
                && TemplatedContent.Render(content, template).Ok(out var rendered, out error)
                ? SimpleMime.Compose(request, rendered)
                : error;
        if (request.Content.Simple is { } simple)
            return SimpleMime.Compose(request, simple);
        try
        {
            return MimeMessage.Load(new MemoryStream(request.Content.Raw!.Data ?? []));
        }
        catch (FormatException)
        {
            return SendEmail.Bad("The raw message is not a well-formed MIME message.");
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "SES: message {Id} of the template {Template} is not delivered, as on AWS: {Reason}"
    )]
    private static partial void RenderingFailed(ILogger log, string id, string template, string reason);
}
