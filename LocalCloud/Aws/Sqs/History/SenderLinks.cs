using System.Diagnostics;
using LocalCloud.Aws.Telemetry;

namespace LocalCloud.Aws.Sqs.History;

/// <summary>A receive is not a child of the sends that it gets, which may be many: its span links to them.</summary>
internal static class SenderLinks
{
    public static void Add(List<Message> received)
    {
        if (Activity.Current is not { IsAllDataRequested: true } span)
            return;
        span.SetTag("messaging.system", "aws_sqs")
            .SetTag("messaging.operation.type", "receive")
            .SetTag("messaging.batch.message_count", received.Count);
        foreach (var message in received)
            if (
                ActivityContext.TryParse(message.TraceParent ?? XRay.TraceParent(message.TraceHeader), null, isRemote: true, out var sender)
            )
                span.AddLink(new(sender, new ActivityTagsCollection { ["messaging.message.id"] = message.Id }));
    }
}
