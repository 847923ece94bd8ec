namespace LocalCloud.Aws.Ses.Classic;

internal sealed record SendRequest
{
    public string? Source { get; init; }

    public Destination? Destination { get; init; }

    public Content? Message { get; init; }

    public List<string>? ReplyToAddresses { get; init; }

    public string? ConfigurationSetName { get; init; }

    // Known, and without influence on what arrives in the inbox
    public string? ReturnPath { get; init; }

    public string? SourceArn { get; init; }

    public string? ReturnPathArn { get; init; }

    public List<MailHeader>? Tags { get; init; }
}

internal sealed record Content(MailText? Subject, MailBody? Body);

internal sealed record SendAnswer(string MessageId);

internal static class SendEmail
{
    /// <summary>In bytes (docs: ses, quotas): what is larger goes by version 2.</summary>
    public const long LargestMessage = 10 << 20;

    public static readonly Operation Definition = Operation<SesState>.DefineAsync<SendRequest, SendAnswer>(
        "SendEmail",
        EmailJson.Default.SendRequest,
        EmailJson.Default.SendAnswer,
        HandleAsync,
        Must.Member<SendRequest>("source", r => r.Source).Required(),
        Must.Member<SendRequest>("destination", r => r.Destination).Required(),
        Must.Member<SendRequest>("message", r => r.Message).Required()
    );

    private static ValueTask<Result<SendAnswer>> HandleAsync(SesState state, SendRequest request, Context context) =>
        SendAsync(
            state,
            new()
            {
                FromEmailAddress = request.Source,
                Destination = request.Destination,
                ReplyToAddresses = request.ReplyToAddresses,
                ConfigurationSetName = request.ConfigurationSetName,
                Content = new(new(request.Message!.Subject, request.Message.Body, null, null), null, null),
            },
            context
        );

    public static async ValueTask<Result<SendAnswer>> SendAsync(SesState state, SendEmailRequest request, Context context) =>
        (await Outbox.SendAsync(state, request, context, LargestMessage).ConfigureAwait(false)).Map(id => new SendAnswer(id));
}
