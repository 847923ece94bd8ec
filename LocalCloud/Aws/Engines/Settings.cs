using System.Globalization;
using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Engines;

/// <summary>Reads what was asked for when a database or cache was made, as templates have it: numbers and booleans may be text.</summary>
internal static class Settings
{
    /// <summary>What is kept of the properties; secrets are not.</summary>
    public static JsonObject Of(JsonObject properties, params ReadOnlySpan<string> without)
    {
        var kept = (JsonObject)properties.DeepClone();
        foreach (var name in without)
            kept.Remove(name);
        return kept;
    }

    public static string? Text(this JsonObject settings, string name) => settings[name] is JsonValue value ? value.ToString() : null;

    public static int? Number(this JsonObject settings, string name) =>
        int.TryParse(settings.Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static double? Real(this JsonObject settings, string name) =>
        double.TryParse(settings.Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static bool Flag(this JsonObject settings, string name, bool otherwise = false) =>
        bool.TryParse(settings.Text(name), out var flag) ? flag : otherwise;

    public static List<string> Texts(this JsonObject settings, string name) =>
        [.. (settings[name] as JsonArray ?? []).OfType<JsonValue>().Select(item => item.ToString())];

    public static List<(string Key, string Value)> Tags(this JsonObject settings) =>
        [.. (settings["Tags"] as JsonArray ?? []).OfType<JsonObject>().Select(tag => (tag.Text("Key") ?? "", tag.Text("Value") ?? ""))];
}
