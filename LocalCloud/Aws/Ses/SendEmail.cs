namespace LocalCloud.Aws.Ses;

/// <summary>Every message is delivered: into the inbox.</summary>
internal static class SendEmail
{
    public const long LargestMessage = 40L << 20;

    public static readonly Operation Definition = Operation<SesState>
        .DefineAsync<SendEmailRequest, SendEmailResponse>(
            "SendEmail",
            SesJson.Default.SendEmailRequest,
            SesJson.Default.SendEmailResponse,
            HandleAsync
        )
        .Http("POST /v2/email/outbound-emails");

    private static async ValueTask<Result<SendEmailResponse>> HandleAsync(SesState state, SendEmailRequest request, Context context) =>
        (await Outbox.SendAsync(state, request, context, LargestMessage).ConfigureAwait(false)).Ok(out var id, out var error)
            ? new SendEmailResponse(id)
            : error;

    /// <summary>Of both versions of the API.</summary>
    internal static AwsError Bad(string message) => new("BadRequestException", message) { QueryCode = "InvalidParameterValue" };
}
