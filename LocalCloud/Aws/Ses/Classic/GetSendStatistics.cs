namespace LocalCloud.Aws.Ses.Classic;

internal sealed record StatisticsAnswer(List<SendDataPoint> SendDataPoints);

internal sealed record SendDataPoint(DateTimeOffset Timestamp, long DeliveryAttempts, long Bounces, long Complaints, long Rejects);

/// <summary>Of the mail that is in the inbox: a point for each 15 minutes of the last two weeks in which some was sent.</summary>
internal static class GetSendStatistics
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(15);

    public static readonly Operation Definition = Operation<SesState>.Define<NoMembers, StatisticsAnswer>(
        "GetSendStatistics",
        EmailJson.Default.NoMembers,
        EmailJson.Default.StatisticsAnswer,
        (state, _, context) =>
            new StatisticsAnswer([
                .. state
                    .Mails.Where(mail => mail.Date > context.Now.AddDays(-14))
                    .GroupBy(mail => new DateTimeOffset(mail.Date.Ticks - (mail.Date.Ticks % Interval.Ticks), TimeSpan.Zero))
                    .OrderBy(of => of.Key)
                    .Select(of => new SendDataPoint(of.Key, of.Sum(mail => mail.To.Count + mail.Cc.Count + mail.Bcc.Count), 0, 0, 0)),
            ])
    );
}
