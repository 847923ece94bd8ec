namespace LocalCloud.Aws.Ses.Classic;

internal sealed record SendTemplatedRequest
{
    public string? Source { get; init; }

    public Destination? Destination { get; init; }

    public List<string>? ReplyToAddresses { get; init; }

    public string? Template { get; init; }

    public string? TemplateArn { get; init; }

    public string? TemplateData { get; init; }

    public string? ConfigurationSetName { get; init; }

    // Known, and without influence on what arrives in the inbox
    public string? ReturnPath { get; init; }

    public string? SourceArn { get; init; }

    public string? ReturnPathArn { get; init; }

    public List<MailHeader>? Tags { get; init; }
}

internal static class SendTemplatedEmail
{
    public static readonly Operation Definition = Operation<SesState>.DefineAsync<SendTemplatedRequest, SendAnswer>(
        "SendTemplatedEmail",
        EmailJson.Default.SendTemplatedRequest,
        EmailJson.Default.SendAnswer,
        HandleAsync,
        Must.Member<SendTemplatedRequest>("source", r => r.Source).Required(),
        Must.Member<SendTemplatedRequest>("destination", r => r.Destination).Required(),
        Must.Member<SendTemplatedRequest>("template", r => r.Template).Required(),
        Must.Member<SendTemplatedRequest>("templateData", r => r.TemplateData).Required().Length(0, 262_144).Sensitive()
    );

    // TemplateArn is of the same template (docs: API_SendTemplatedEmail)
    private static ValueTask<Result<SendAnswer>> HandleAsync(SesState state, SendTemplatedRequest request, Context context) =>
        SendEmail.SendAsync(
            state,
            new()
            {
                FromEmailAddress = request.Source,
                Destination = request.Destination,
                ReplyToAddresses = request.ReplyToAddresses,
                ConfigurationSetName = request.ConfigurationSetName,
                Content = new(null, null, new(request.Template, null, null, request.TemplateData, null, null)),
            },
            context
        );
}
