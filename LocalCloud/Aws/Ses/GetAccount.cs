namespace LocalCloud.Aws.Ses;

internal sealed record GetAccountRequest;

internal sealed record GetAccountResponse(
    bool DedicatedIpAutoWarmupEnabled,
    string EnforcementStatus,
    bool ProductionAccessEnabled,
    bool SendingEnabled,
    SendQuota SendQuota
);

internal sealed record SendQuota(double Max24HourSend, double MaxSendRate, double SentLast24Hours);

/// <summary>An account out of the sandbox, with the quota that new ones get; the quota is not enforced.</summary>
internal static class GetAccount
{
    public static readonly Operation Definition = Operation<SesState>
        .Define<GetAccountRequest, GetAccountResponse>(
            "GetAccount",
            SesJson.Default.GetAccountRequest,
            SesJson.Default.GetAccountResponse,
            Handle
        )
        .Http("GET /v2/email/account");

    private static Result<GetAccountResponse> Handle(SesState state, GetAccountRequest request, Context context) =>
        new GetAccountResponse(false, "HEALTHY", true, true, Quota(state, context));

    public static SendQuota Quota(SesState state, Context context) =>
        new(
            50_000,
            14,
            state.Mails.Where(mail => mail.Date > context.Now.AddDays(-1)).Sum(mail => mail.To.Count + mail.Cc.Count + mail.Bcc.Count)
        );
}
