namespace LocalCloud.Aws.Ses.Classic;

internal sealed record SendBulkRequest
{
    public string? Source { get; init; }

    public List<string>? ReplyToAddresses { get; init; }

    public string? ConfigurationSetName { get; init; }

    public string? Template { get; init; }

    public string? TemplateArn { get; init; }

    public string? DefaultTemplateData { get; init; }

    public List<BulkDestination>? Destinations { get; init; }

    // Known, and without influence on what arrives in the inbox
    public string? ReturnPath { get; init; }

    public string? SourceArn { get; init; }

    public string? ReturnPathArn { get; init; }

    public List<MailHeader>? DefaultTags { get; init; }
}

internal sealed record BulkDestination(Destination? Destination, List<MailHeader>? ReplacementTags, string? ReplacementTemplateData);

internal sealed record SendBulkAnswer(List<BulkStatus> Status);

internal sealed record BulkStatus(string Status, string? Error, string? MessageId);

internal static class SendBulkTemplatedEmail
{
    public static readonly Operation Definition = Operation<SesState>.DefineAsync<SendBulkRequest, SendBulkAnswer>(
        "SendBulkTemplatedEmail",
        EmailJson.Default.SendBulkRequest,
        EmailJson.Default.SendBulkAnswer,
        HandleAsync,
        Must.Member<SendBulkRequest>("source", r => r.Source).Required(),
        Must.Member<SendBulkRequest>("template", r => r.Template).Required(),
        Must.Member<SendBulkRequest>("destinations", r => r.Destinations).Required()
    );

    private static async ValueTask<Result<SendBulkAnswer>> HandleAsync(SesState state, SendBulkRequest request, Context context)
    {
        var results = await SendBulkEmail
            .SendAsync(
                state,
                new()
                {
                    FromEmailAddress = request.Source,
                    ReplyToAddresses = request.ReplyToAddresses,
                    ConfigurationSetName = request.ConfigurationSetName,
                    DefaultContent = new(new(request.Template, null, null, request.DefaultTemplateData, null, null)),
                    BulkEmailEntries =
                    [
                        .. request.Destinations!.Select(d => new BulkEntry(
                            d.Destination,
                            d.ReplacementTags,
                            new(new(d.ReplacementTemplateData)),
                            null
                        )),
                    ],
                },
                context,
                SendEmail.LargestMessage
            )
            .ConfigureAwait(false);
        return results.Map(sent => new SendBulkAnswer([
            .. sent.Select(one =>
                one.Ok(out var id, out var failed) ? new BulkStatus("Success", null, id) : new(StatusOf(failed), failed.Message, null)
            ),
        ]));
    }

    private static string StatusOf(AwsError error) =>
        error.QueryCode switch
        {
            "TemplateDoesNotExist" => "TemplateDoesNotExist",
            "InvalidParameterValue" => "InvalidParameterValue",
            _ => "Failed",
        };
}
