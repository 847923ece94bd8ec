namespace LocalCloud.Aws.Ses.Classic;

internal sealed record QuotaAnswer(double Max24HourSend, double MaxSendRate, double SentLast24Hours);

internal static class GetSendQuota
{
    public static readonly Operation Definition = Operation<SesState>.Define<NoMembers, QuotaAnswer>(
        "GetSendQuota",
        EmailJson.Default.NoMembers,
        EmailJson.Default.QuotaAnswer,
        (state, _, context) =>
        {
            var quota = GetAccount.Quota(state, context);
            return new QuotaAnswer(quota.Max24HourSend, quota.MaxSendRate, quota.SentLast24Hours);
        }
    );
}
