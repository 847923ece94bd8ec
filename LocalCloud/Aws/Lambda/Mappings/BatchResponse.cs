using System.Text.Json;
using LocalCloud.Aws.Sqs;

namespace LocalCloud.Aws.Lambda.Mappings;

/// <summary>What a function says about the items of its batch (docs: services-sqs-errorhandling, ReportBatchItemFailures).</summary>
internal static class BatchResponse
{
    /// <summary>
    /// Those that can be deleted. No or an empty list of failures: all. A response that cannot be understood, or names an unknown message:
    /// none.
    /// </summary>
    public static List<ReceivedMessage> Succeeded(List<ReceivedMessage> batch, byte[] response)
    {
        try
        {
            using var document = JsonDocument.Parse(response);
            var root = document.RootElement;
            if (
                root.ValueKind is JsonValueKind.Null
                || (root.ValueKind is JsonValueKind.Object && !root.TryGetProperty("batchItemFailures", out _))
            )
                return batch;
            if (root.ValueKind is not JsonValueKind.Object)
                return batch;
            var failures = root.GetProperty("batchItemFailures");
            if (failures.ValueKind is JsonValueKind.Null)
                return batch;
            var failed = new HashSet<string>(StringComparer.Ordinal);
            foreach (var item in failures.EnumerateArray())
            {
                if (
                    !item.TryGetProperty("itemIdentifier", out var id)
                    || id.GetString() is not { Length: > 0 } name
                    || !batch.Exists(m => m.MessageId == name)
                )
                    return [];
                failed.Add(name);
            }
            return batch.FindAll(m => !failed.Contains(m.MessageId));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return [];
        }
    }
}
