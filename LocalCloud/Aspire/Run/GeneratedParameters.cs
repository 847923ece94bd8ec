using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace LocalCloud.Aspire.Run;

/// <summary>
/// Secrets that nobody gives are generated and kept beside the data that was made with them, in <c>parameters.json</c> for its
/// owner alone. Aspire would ask for them in the dashboard, or generate others at the next start.
/// </summary>
internal static class GeneratedParameters
{
    private const string FileName = "parameters.json",
        Characters = "ABCDEFGHJKMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz0123456789";

    public static void Fill(ConfigurationManager configuration, IEnumerable<ParameterResource> parameters, RunSettings settings)
    {
        var file = Path.Combine(settings.DataDirectory, FileName);
        var kept = Read(file);
        var before = kept.Count;
        var secrets = parameters.DistinctBy(p => p.Name).Where(p => p.Secret && !p.IsConnectionString);
        foreach (var parameter in secrets.Where(p => !IsGiven(configuration, p)))
        {
            if ((string?)kept[parameter.Name] is not { } value)
                kept[parameter.Name] = value = Generate(parameter);
            configuration[$"Parameters:{parameter.Name}"] = value;
        }
        if (kept.Count > before)
            Save(file, kept);
    }

    private static JsonObject Read(string file)
    {
        if (!File.Exists(file))
            return [];
        try
        {
            return JsonNode.Parse(File.ReadAllText(file))!.AsObject();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NullReferenceException)
        {
            throw new StartException(
                $"{file} is no JSON object of parameters: {e.Message} It has the passwords of the data beside it. "
                    + "Mend it, or start with --ephemeral.",
                e
            );
        }
    }

    // A shell cannot set a variable with a hyphen in its name, so an underscore stands for it, as in Aspire
    private static bool IsGiven(IConfiguration configuration, ParameterResource parameter) =>
        configuration[$"Parameters:{parameter.Name}"] is not null
        || configuration[$"Parameters:{parameter.Name.Replace('-', '_')}"] is not null;

    private static string Generate(ParameterResource parameter) =>
        parameter.Default?.GetDefaultValue() ?? RandomNumberGenerator.GetString(Characters, 32);

    // Written beside and moved into place: a crash leaves the old file or the new one, never half of it
    private static void Save(string file, JsonObject values)
    {
        LocalCloud.Postgres.PrivateFile.Write($"{file}.new", values.ToJsonString(new() { WriteIndented = true }));
        File.Move($"{file}.new", file, overwrite: true);
    }
}
