using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalCloud.Tune;

/// <summary>Payloads as people keep them: one JSON document, or a list of <c>{"payload": ..., "weight": N}</c>.</summary>
internal static class PayloadFile
{
    /// <returns>The document as one payload, or what is wrong with it.</returns>
    public static (IReadOnlyList<WeightedPayload>? Payloads, string? Error) ReadOne(string file) =>
        Parse(file) is var (json, error) && error is not null ? (null, error) : ([new(Text(json), 1)], null);

    public static (IReadOnlyList<WeightedPayload>? Payloads, string? Error) ReadWeighted(string file)
    {
        var (json, error) = Parse(file);
        if (error is not null)
            return (null, error);
        if (json is not JsonArray { Count: > 0 } list)
            return (null, $"{file} is no list: it has to be [{{\"payload\": ..., \"weight\": 1}}, ...].");
        var payloads = new List<WeightedPayload>();
        foreach (var (i, entry) in list.Index())
        {
            if (
                entry is not JsonObject given
                || !given.ContainsKey("payload")
                || given["weight"] is not JsonValue value
                || !value.TryGetValue<double>(out var weight)
                || !(weight > 0)
                || !double.IsFinite(weight)
            )
                return (null, $"{file}: entry {i + 1} needs \"payload\" and a \"weight\" above 0.");
            payloads.Add(new(Text(given["payload"]), weight));
        }
        return (payloads, null);
    }

    private static (JsonNode? Json, string? Error) Parse(string file)
    {
        try
        {
            return (JsonNode.Parse(File.ReadAllBytes(file)), null);
        }
        catch (JsonException error)
        {
            return (null, $"{file} is no JSON: {error.Message}");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return (null, $"{file} cannot be read: {error.Message}");
        }
    }

    private static string Text(JsonNode? json) => json?.ToJsonString() ?? "null";
}
