using System.Text;
using LocalCloud.Aws.Logs.Operations;
using LocalCloud.Aws.Ses;
using LocalCloud.Aws.Ssm.Operations;

namespace LocalCloud.Aws.Metering.Measures;

/// <summary>Services of which one or two operations have a unit, or several resources.</summary>
internal static class OtherMeasures
{
    /// <summary>That is billed with each log event (docs: cloudwatch/pricing, as PutLogEvents counts them).</summary>
    private const int EventOverhead = 26;

    public static readonly MeasureOf[] All =
    [
        new("logs", "PutLogEvents", call =>
        {
            var put = (PutLogEventsRequest)call.Request;
            var bytes = 0L;
            foreach (var one in put.LogEvents ?? [])
                bytes += EventOverhead + Encoding.UTF8.GetByteCount(one.Message ?? "");
            call.Add(put.LogGroupName, null, new("ingestedBytes", bytes));
        }),
        // Each recipient is a message (docs: ses/pricing)
        new("ses", "SendEmail", call =>
        {
            var mail = (SendEmailRequest)call.Request;
            call.Add(
                mail.FromEmailAddress,
                mail.Content?.Raw is null ? null : "raw",
                new("messages", Math.Max(1, mail.Destination?.All.Count() ?? 1))
            );
        }),
        new("ses", "SendBulkEmail", call =>
        {
            var bulk = (SendBulkEmailRequest)call.Request;
            call.Add(bulk.FromEmailAddress, null, Messages(bulk.BulkEmailEntries?.Select(e => e.Destination)));
        }),
        new("email", "SendEmail", call =>
            Mail(call, ((Ses.Classic.SendRequest)call.Request).Source, ((Ses.Classic.SendRequest)call.Request).Destination)
        ),
        new("email", "SendTemplatedEmail", call =>
            Mail(
                call,
                ((Ses.Classic.SendTemplatedRequest)call.Request).Source,
                ((Ses.Classic.SendTemplatedRequest)call.Request).Destination
            )
        ),
        new("email", "SendRawEmail", call =>
        {
            var raw = (Ses.Classic.SendRawRequest)call.Request;
            Mail(call, raw.Source, new(raw.Destinations, null, null));
        }),
        new("email", "SendBulkTemplatedEmail", call =>
        {
            var bulk = (Ses.Classic.SendBulkRequest)call.Request;
            call.Add(bulk.Source, null, Messages(bulk.Destinations?.Select(d => d.Destination)));
        }),
        new("ssm", "GetParameters", call => Each(call, ((GetParametersRequest)call.Request).Names)),
        new("ssm", "DeleteParameters", call => Each(call, ((DeleteParametersRequest)call.Request).Names)),
        new("secretsmanager", "BatchGetSecretValue", call =>
            Each(call, ((SecretsManager.Operations.BatchGetSecretValueRequest)call.Request).SecretIdList, new("requests", 1))
        ),
    ];

    private static void Mail(MeteredCall call, string? from, Destination? to) => call.Add(from, null, Messages([to]));

    private static Units Messages(IEnumerable<Destination?>? to) =>
        new("messages", (to ?? []).Sum(one => Math.Max(1, one?.All.Count() ?? 1)));

    private static void Each(MeteredCall call, List<string>? names, Units units = default)
    {
        foreach (var name in (names ?? []).Distinct())
            call.Add(name, null, units);
        if (names is null or [])
            call.Add(null, null, units);
    }
}
