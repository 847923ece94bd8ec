using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalCloud.Cost.Around;

/// <summary>What LocalCloud has counted.</summary>
internal static class LocalCloudUsage
{
    /// <returns>null: this LocalCloud counts nothing, or it is another emulator. With it, when counting began.</returns>
    public static async Task<(UsageReading Reading, DateTimeOffset From)?> ReadAsync(
        Uri endpoint,
        DateTimeOffset? since,
        IEnumerable<string> stack,
        CancellationToken cancellation
    )
    {
        using var http = new HttpClient { BaseAddress = endpoint };
        var path =
            "/_localcloud/usage"
            + (since is { } time ? $"?since={Uri.EscapeDataString(time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture))}" : "");
        using var response = await http.GetAsync(path, cancellation).ConfigureAwait(false);
        if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.NotImplemented)
            return null;
        var text = await response.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
            throw new CostException($"{endpoint}_localcloud/usage answers {(int)response.StatusCode}: {text}");
        try
        {
            return
                JsonNode.Parse(text) is JsonObject { } document
                && document["calls"] is JsonArray
                && (DateTimeOffset?)document["from"] is { } from
                ? (UsageDocument.Read(document, stack), from)
                : null;
        }
        catch (JsonException)
        {
            // Another emulator's page
            return null;
        }
    }
}
