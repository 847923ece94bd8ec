using System.Collections.Immutable;
using System.Text.Json;

namespace LocalCloud.Hosting;

/// <summary>A profile of a project's Properties/launchSettings.json.</summary>
sealed record LaunchProfile(string Name)
{
    public ImmutableArray<Uri> Urls { get; init; } = [];
    public ImmutableArray<KeyValuePair<string, string>> Environment { get; init; } = [];
    public ImmutableArray<string> Args { get; init; } = [];
    public string? LaunchUrl { get; init; }

    /// <summary>The profile of a name, else the first that runs the project; null when there is none.</summary>
    /// <param name="required">A name that is not there is an error.</param>
    public static LaunchProfile? Find(string projectPath, string? name, bool required)
    {
        var file = Path.Combine(Path.GetDirectoryName(projectPath)!, "Properties", "launchSettings.json");
        var profiles = File.Exists(file) ? Read(file) : [];
        var found = name is null ? null : profiles.FirstOrDefault(p => p.Name == name);
        if (found is null && required && name is not null)
            throw new DistributedApplicationException($"{file} has no profile '{name}' that runs the project; it has {(profiles.Count == 0 ? "none" : string.Join(", ", profiles.Select(p => p.Name)))}.");
        return found ?? profiles.FirstOrDefault();
    }

    static List<LaunchProfile> Read(string file)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file), new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return json.RootElement.TryGetProperty("profiles", out var profiles)
                ? [.. profiles.EnumerateObject().Where(p => Text(p.Value, "commandName") == "Project").Select(p => Read(p.Name, p.Value))]
                : [];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or UriFormatException)
        {
            throw new DistributedApplicationException($"{file} cannot be read: {e.Message}", e);
        }
    }

    static LaunchProfile Read(string name, JsonElement json) => new(name)
    {
        Urls = [.. (Text(json, "applicationUrl") ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(url => new Uri(url))],
        Environment = json.TryGetProperty("environmentVariables", out var variables)
            ? [.. variables.EnumerateObject().Select(v => KeyValuePair.Create(v.Name, System.Environment.ExpandEnvironmentVariables(v.Value.GetString() ?? "")))]
            : [],
        Args = [.. CommandLine.Split(Text(json, "commandLineArgs") ?? "")],
        LaunchUrl = Text(json, "launchUrl"),
    };

    static string? Text(JsonElement json, string property) => json.TryGetProperty(property, out var value) ? value.GetString() : null;
}
