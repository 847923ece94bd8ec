using System.Diagnostics;

namespace LocalCloud.Aws.Sqs.History;

/// <summary>A receive is not a child of the sends that it gets, which may be many: its span links to them.</summary>
internal static class SenderLinks
{
    public static void Add(List<Message> received)
    {
        if (Activity.Current is not { IsAllDataRequested: true } span)
            return;
        span.SetTag("messaging.system", "aws_sqs").SetTag("messaging.operation.type", "receive").SetTag("messaging.batch.message_count", received.Count);
        foreach (var message in received)
            if (ActivityContext.TryParse(message.TraceParent ?? OfXRay(message.TraceHeader), null, isRemote: true, out var sender))
                span.AddLink(new(sender, new ActivityTagsCollection { ["messaging.message.id"] = message.Id }));
    }

    // Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1
    private static string? OfXRay(string? header)
    {
        string? root = null, parent = null;
        foreach (var part in (header ?? "").Split(';'))
            if (part.StartsWith("Root=1-", StringComparison.Ordinal))
                root = part[7..].Replace("-", "", StringComparison.Ordinal);
            else if (part.StartsWith("Parent=", StringComparison.Ordinal))
                parent = part[7..];
        return root is null || parent is null ? null : $"00-{root}-{parent}-01";
    }
}
