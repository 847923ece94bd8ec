using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;

namespace LocalCloud.Hosting.Manifest;

/// <summary>
/// The values of parameters on this machine: configuration (<c>Parameters:NAME</c>) first, then the manifest's default, then what was generated
/// before (<c>parameters.json</c> in the data directory, readable by its owner alone, so that data outlives restarts), then a newly generated one.
/// A secret that nobody gives is generated too; any other parameter without a value is an error.
/// </summary>
public sealed class ParameterValues(IConfiguration configuration, string? dataDirectory)
{
    const string FileName = "parameters.json";
    readonly Lock gate = new();
    JsonObject? stored;

    /// <summary>The value of a parameter's input; <paramref name="error"/> says what to do when there is none.</summary>
    public string? Resolve(ManifestParameter parameter, out string? error)
    {
        error = null;
        if (Given("Parameters", parameter.Name) is { } given) return given;
        if (parameter.ConnectionString is not null && Given("ConnectionStrings", parameter.Name) is { } connection) return connection;

        var input = parameter.Inputs.FirstOrDefault(i => i.Name == "value");
        if (input?.Default?.Value is { } value) return value;
        var rule = input?.Default?.Generate ?? (input is { Secret: true } && parameter.ConnectionString is null ? new ManifestGenerate(32) { Special = false } : null);
        if (rule is not null) return Generated(parameter.Name, rule);

        var (section, noun) = parameter.ConnectionString is null ? ("Parameters", "Parameter") : ("ConnectionStrings", "Connection string");
        error = $"{noun} '{parameter.Name}' has no value. Give it one: {section}__{parameter.Name.Replace('-', '_')}=VALUE in the environment, or {section}:{parameter.Name} in the AppHost's appsettings.json.";
        return null;
    }

    // A shell cannot set a variable with a hyphen in its name, so an underscore stands for it, as in Aspire
    string? Given(string section, string name) => configuration[$"{section}:{name}"] ?? configuration[$"{section}:{name.Replace('-', '_')}"];

    string Generated(string name, ManifestGenerate rule)
    {
        lock (gate)
        {
            stored ??= Load();
            if (stored[name] is JsonValue kept) return kept.GetValue<string>();
            var value = PasswordGenerator.Generate(rule);
            stored[name] = value;
            Save(stored);
            return value;
        }
    }

    JsonObject Load()
    {
        if (dataDirectory is null || !File.Exists(Path.Combine(dataDirectory, FileName))) return [];
        return JsonNode.Parse(File.ReadAllText(Path.Combine(dataDirectory, FileName))) as JsonObject ?? [];
    }

    // Written beside and moved into place: a crash leaves the old file or the new one, never half of it
    void Save(JsonObject values)
    {
        if (dataDirectory is null) return;
        Directory.CreateDirectory(dataDirectory);
        var file = Path.Combine(dataDirectory, FileName);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var writer = new StreamWriter($"{file}.new", options)) writer.Write(values.ToJsonString(new() { WriteIndented = true }));
        File.Move($"{file}.new", file, overwrite: true);
    }
}
