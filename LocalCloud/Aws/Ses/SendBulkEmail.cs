using LocalCloud.Aws.Ses.Templates;

namespace LocalCloud.Aws.Ses;

internal sealed record SendBulkEmailRequest
{
    public string? FromEmailAddress { get; init; }

    public List<string>? ReplyToAddresses { get; init; }

    public BulkContent? DefaultContent { get; init; }

    public List<BulkEntry>? BulkEmailEntries { get; init; }

    public string? ConfigurationSetName { get; init; }

    // Known, and without influence on what arrives in the inbox
    public string? FromEmailAddressIdentityArn { get; init; }

    public string? FeedbackForwardingEmailAddress { get; init; }

    public string? FeedbackForwardingEmailAddressIdentityArn { get; init; }

    public List<MailHeader>? DefaultEmailTags { get; init; }
}

internal sealed record BulkContent(EmailTemplate? Template);

internal sealed record BulkEntry(
    Destination? Destination,
    List<MailHeader>? ReplacementTags,
    ReplacementContent? ReplacementEmailContent,
    List<MailHeader>? ReplacementHeaders
);

internal sealed record ReplacementContent(ReplacementTemplate? ReplacementTemplate);

internal sealed record ReplacementTemplate(string? ReplacementTemplateData);

internal sealed record SendBulkEmailResponse(List<BulkResult> BulkEmailEntryResults);

internal sealed record BulkResult(string Status, string? Error, string? MessageId);

/// <summary>A template for many: each destination has its own data, or that of the default content.</summary>
internal static class SendBulkEmail
{
    private const int MostDestinations = 50;

    public static readonly Operation Definition = Operation<SesState>
        .DefineAsync<SendBulkEmailRequest, SendBulkEmailResponse>(
            "SendBulkEmail",
            SesJson.Default.SendBulkEmailRequest,
            SesJson.Default.SendBulkEmailResponse,
            HandleAsync
        )
        .Http("POST /v2/email/outbound-bulk-emails");

    private static async ValueTask<Result<SendBulkEmailResponse>> HandleAsync(SesState state, SendBulkEmailRequest request, Context context)
    {
        if (!(await SendAsync(state, request, context, SendEmail.LargestMessage).ConfigureAwait(false)).Ok(out var results, out var error))
            return error;
        return new SendBulkEmailResponse([
            .. results.Select(one =>
                one.Ok(out var id, out var failed) ? new BulkResult("SUCCESS", null, id) : new(StatusOf(failed), failed.Message, null)
            ),
        ]);
    }

    /// <returns>for each destination the message's id, or why there is none</returns>
    public static async ValueTask<Result<List<Result<string>>>> SendAsync(
        SesState state,
        SendBulkEmailRequest request,
        Context context,
        long largest
    )
    {
        if (request.DefaultContent?.Template is not { } template)
            return SendEmail.Bad("DefaultContent must have a Template.");
        if (request.BulkEmailEntries is not { Count: > 0 } entries)
            return SendEmail.Bad("There must be at least one destination.");
        if (entries.Count > MostDestinations)
            return SendEmail.Bad($"The number of destinations exceeds {MostDestinations}.");
        if (Outbox.Refuse(state, request.ConfigurationSetName) is { } refused)
            return refused;
        if (!TemplatedContent.Find(state, template).Ok(out _, out var error))
            return error;
        var results = new List<Result<string>>();
        foreach (var entry in entries)
            results.Add(await Outbox.SendAsync(state, Single(request, template, entry), context, largest).ConfigureAwait(false));
        return results;
    }

    private static SendEmailRequest Single(SendBulkEmailRequest request, EmailTemplate template, BulkEntry entry) =>
        new()
        {
            FromEmailAddress = request.FromEmailAddress,
            ReplyToAddresses = request.ReplyToAddresses,
            Destination = entry.Destination,
            Content = new(
                null,
                null,
                template with
                {
                    TemplateData = Data(entry.ReplacementEmailContent?.ReplacementTemplate?.ReplacementTemplateData)
                        ?? template.TemplateData,
                    Headers = entry.ReplacementHeaders ?? template.Headers,
                }
            ),
        };

    // Defaults stand in for data that is not there or {}, and add nothing to data that is (docs: ses, "send-personalized-email-api")
    private static string? Data(string? replacement) => replacement?.Trim() is null or "" or "{}" ? null : replacement;

    private static string StatusOf(AwsError error) =>
        error.QueryCode switch
        {
            "TemplateDoesNotExist" => "TEMPLATE_NOT_FOUND",
            "InvalidParameterValue" => "INVALID_PARAMETER",
            _ => "FAILED",
        };
}
