using System.Text.Json.Serialization;
using LocalCloud.Aws.Lambda.Aliases;
using LocalCloud.Aws.Lambda.Concurrency;
using LocalCloud.Aws.Lambda.Permissions;
using LocalCloud.Aws.Lambda.Settings;
using LocalCloud.Aws.Lambda.Urls;

namespace LocalCloud.Aws.Lambda.Functions;

/// <summary>
/// A function with all that hangs on it: one row. What depends on a qualifier is under it, and under "" for the function itself.
/// </summary>
internal sealed class Function
{
    public required FunctionVersion Latest { get; set; }

    public List<FunctionVersion> Versions { get; init; } = [];

    /// <summary>Numbers are never used again, whatever was deleted.</summary>
    public int LastVersion { get; set; }

    public SortedDictionary<string, AliasConfiguration> Aliases { get; init; } = new(StringComparer.Ordinal);

    public Dictionary<string, string> Tags { get; set; } = [];

    public Dictionary<string, ResourcePolicy> Policies { get; init; } = [];

    public int? ReservedConcurrency { get; set; }

    public SortedDictionary<string, ProvisionedConcurrency> Provisioned { get; init; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, FunctionUrl> Urls { get; init; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, EventInvokeConfig> EventInvoke { get; init; } = new(StringComparer.Ordinal);

    public Dictionary<string, RuntimeManagement> RuntimeManagement { get; init; } = [];

    public string? CodeSigningConfigArn { get; set; }

    public string RecursiveLoop { get; set; } = "Terminate";

    [JsonIgnore]
    public string Name => Latest.Name;

    [JsonIgnore]
    public string Arn => Latest.Configuration.FunctionArn!;

    [JsonIgnore]
    public IEnumerable<FunctionVersion> AllVersions => Versions.Prepend(Latest);

    /// <summary>The version that a qualifier means; of an alias the main one.</summary>
    public FunctionVersion? Find(string? qualifier) =>
        qualifier switch
        {
            null or "" or FunctionName.Latest => Latest,
            _ when Aliases.TryGetValue(qualifier, out var alias) => Find(alias.FunctionVersion),
            _ => Versions.Find(v => v.Number == qualifier),
        };

    public string QualifiedArn(string? qualifier) => string.IsNullOrEmpty(qualifier) ? Arn : $"{Arn}:{qualifier}";
}
