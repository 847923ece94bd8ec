using System.Text.Json.Serialization;

namespace LocalCloud.Aws.Ssm;

/// <summary>A parameter with its versions, the oldest first. What does not change with a version stands here.</summary>
internal sealed class Parameter
{
    /// <summary>Versions that are kept (docs: Parameter Store quotas).</summary>
    public const int MostVersions = 100;

    public required string Name { get; init; }
    public Dictionary<string, string> Tags { get; set; } = [];
    public List<ParameterVersion> Versions { get; init; } = [];

    [JsonIgnore]
    public ParameterVersion Latest => Versions[^1];

    /// <summary>By number or label.</summary>
    public ParameterVersion? Find(string selector) =>
        long.TryParse(selector, out var number) ? Versions.Find(v => v.Version == number) : Versions.Find(v => v.Labels.Contains(selector));
}

internal sealed record ParameterVersion
{
    public required long Version { get; init; }
    public required string Type { get; init; }
    public required string Value { get; init; }
    public required DateTimeOffset Modified { get; init; }
    public required string ModifiedBy { get; init; }
    public string? KeyId { get; init; }
    public string? Description { get; init; }
    public string? AllowedPattern { get; init; }
    public string Tier { get; init; } = "Standard";
    public string DataType { get; init; } = "text";
    public string? Policies { get; init; }
    public List<string> Labels { get; init; } = [];

    /// <summary>What is given out of a SecureString without decryption: text without meaning, the same each time.</summary>
    public string Shown(bool decrypted) =>
        Type == "SecureString" && !decrypted
            ? Convert.ToBase64String(
                System.Security.Cryptography.SHA512.HashData(System.Text.Encoding.UTF8.GetBytes($"{Version} {Modified:O} {Value}"))
            )
            : Value;
}
