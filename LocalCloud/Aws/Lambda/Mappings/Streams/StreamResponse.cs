using System.Text.Json;

namespace LocalCloud.Aws.Lambda.Mappings.Streams;

/// <summary>What a function says about a batch of a stream (docs: services-ddb-batchfailurereporting).</summary>
internal static class StreamResponse
{
    /// <summary>
    /// How many records from the beginning are done with: up to the lowest number that is reported. No or an empty list: all.
    /// A response that cannot be understood, or names an unknown record: none.
    /// </summary>
    public static int Done(IReadOnlyList<StreamedItem> batch, byte[] response)
    {
        try
        {
            using var document = JsonDocument.Parse(response);
            if (
                document.RootElement.ValueKind is not JsonValueKind.Object
                || !document.RootElement.TryGetProperty("batchItemFailures", out var failures)
                || failures.ValueKind is JsonValueKind.Null
            )
                return batch.Count;
            var done = batch.Count;
            foreach (var failure in failures.EnumerateArray())
            {
                var at =
                    failure.TryGetProperty("itemIdentifier", out var id) && id.GetString() is { Length: > 0 } number
                        ? IndexOf(batch, number)
                        : -1;
                if (at < 0)
                    return 0;
                done = Math.Min(done, at);
            }
            return done;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return 0;
        }
    }

    private static int IndexOf(IReadOnlyList<StreamedItem> batch, string number)
    {
        for (var i = 0; i < batch.Count; i++)
            if (batch[i].Number == number)
                return i;
        return -1;
    }
}
