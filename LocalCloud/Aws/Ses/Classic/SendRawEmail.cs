namespace LocalCloud.Aws.Ses.Classic;

internal sealed record SendRawRequest
{
    public string? Source { get; init; }

    public List<string>? Destinations { get; init; }

    public RawMessage? RawMessage { get; init; }

    public string? ConfigurationSetName { get; init; }

    // Known, and without influence on what arrives in the inbox
    public string? FromArn { get; init; }

    public string? SourceArn { get; init; }

    public string? ReturnPathArn { get; init; }

    public List<MailHeader>? Tags { get; init; }
}

internal static class SendRawEmail
{
    public static readonly Operation Definition = Operation<SesState>.DefineAsync<SendRawRequest, SendAnswer>(
        "SendRawEmail",
        EmailJson.Default.SendRawRequest,
        EmailJson.Default.SendAnswer,
        HandleAsync,
        Must.Member<SendRawRequest>("rawMessage", r => r.RawMessage).Required()
    );

    private static ValueTask<Result<SendAnswer>> HandleAsync(SesState state, SendRawRequest request, Context context) =>
        SendEmail.SendAsync(
            state,
            new()
            {
                FromEmailAddress = request.Source,
                Destination = request.Destinations is { Count: > 0 } destinations ? new(destinations, null, null) : null,
                ConfigurationSetName = request.ConfigurationSetName,
                Content = new(null, request.RawMessage, null),
            },
            context
        );
}
