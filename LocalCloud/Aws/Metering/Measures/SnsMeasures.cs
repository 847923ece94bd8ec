using LocalCloud.Aws.Sns.Messages;
using LocalCloud.Aws.Sns.Operations;

namespace LocalCloud.Aws.Metering.Measures;

/// <summary>Each begun 64 KB of what is published is a request (docs: sns/pricing); deliveries are counted where they are made.</summary>
internal static class SnsMeasures
{
    /// <summary>What a delivery is called among the operations.</summary>
    public const string Delivery = "Delivery";

    public static readonly MeasureOf[] All = [new("sns", "Publish", call =>
        {
            var publish = (PublishRequest)call.Request;
            call.Add(publish.TopicArn ?? publish.TargetArn, null, Units.Requests(Publishing.Size(publish)));
        }), new("sns", "PublishBatch", call =>
        {
            var batch = (PublishBatchRequest)call.Request;
            call.Add(batch.TopicArn, null, Units.Requests(batch.PublishBatchRequestEntries?.Sum(Publishing.Size) ?? 0));
        })];
}
