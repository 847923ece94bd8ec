using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalCloud.Cost;

/// <summary>What <c>summary.json</c> says of the functions.</summary>
internal static class PublishedSummary
{
    /// <returns>By logical id how a function is compiled, such as <c>ReadyToRun, trimmed</c>; empty where nothing was noted.</returns>
    public static Dictionary<string, string> Builds(string folder)
    {
        var builds = new Dictionary<string, string>();
        try
        {
            var file = Path.Combine(folder, "summary.json");
            if (!File.Exists(file) || JsonNode.Parse(File.ReadAllText(file)) is not JsonObject summary)
                return builds;
            foreach (var function in (summary["functions"] as JsonArray ?? []).OfType<JsonObject>())
                if ((string?)function["logicalId"] is { } id && (string?)function["build"] is { } build)
                    builds[id] = build;
        }
        catch (Exception error) when (error is JsonException or IOException or InvalidOperationException)
        {
            // Suggestions do without it
        }
        return builds;
    }
}
