using System.Text.Json.Serialization;
using LocalCloud.Aws.SecretsManager.Rotation;

namespace LocalCloud.Aws.SecretsManager;

internal sealed class Secret
{
    public required string Arn { get; init; }
    public required string Name { get; init; }
    public required DateTimeOffset Created { get; init; }
    public required DateTimeOffset Changed { get; set; }

    /// <summary>The day only, as AWS keeps it.</summary>
    public DateTimeOffset? Accessed { get; set; }

    /// <summary>When it was marked for deletion, and when it is to be gone.</summary>
    public DateTimeOffset? Deleted { get; set; }
    public DateTimeOffset? GoneAt { get; set; }
    public string? Description { get; set; }
    public string? KmsKeyId { get; set; }
    public string? Policy { get; set; }

    /// <summary>The service that keeps its own secret here; null for those of users.</summary>
    public string? OwningService { get; init; }
    public SecretRotation? Rotation { get; set; }
    public Dictionary<string, string> Tags { get; set; } = [];
    public List<SecretVersion> Versions { get; init; } = [];

    [JsonIgnore]
    public Dictionary<string, List<string>> Stages => Versions.Where(v => v.Stages.Count > 0).ToDictionary(v => v.Id, v => v.Stages);

    public SecretVersion? Find(string? id, string? stage) =>
        Versions.Find(v => (id is null || v.Id == id) && (stage is null || v.Stages.Contains(stage)));

    /// <summary>Puts stages on a version. A stage is on one version at a time; what loses AWSCURRENT becomes AWSPREVIOUS.</summary>
    public void Stage(SecretVersion version, IEnumerable<string> stages)
    {
        foreach (var stage in stages.ToArray())
        {
            var before = Find(null, stage);
            if (before == version)
                continue;
            before?.Stages.Remove(stage);
            version.Stages.Add(stage);
            if (stage != Current || before is null)
                continue;
            Find(null, Previous)?.Stages.Remove(Previous);
            version.Stages.Remove(Previous);
            before.Stages.Add(Previous);
        }
        // Versions without a stage are deprecated; AWS keeps about a hundred of them.
        while (Versions.Count > 100 && Versions.Find(v => v.Stages.Count == 0) is { } old)
            Versions.Remove(old);
    }

    public const string Current = "AWSCURRENT",
        Previous = "AWSPREVIOUS",
        Pending = "AWSPENDING";
}

internal sealed record SecretVersion(string Id, string? Text, byte[]? Binary, DateTimeOffset Created)
{
    public List<string> Stages { get; init; } = [];

    /// <summary>A rotation's version that its function has not filled yet.</summary>
    [JsonIgnore]
    public bool IsEmpty => Text is null && Binary is null;

    public bool Same(string? text, byte[]? binary) => Text == text && (Binary ?? []).AsSpan().SequenceEqual(binary ?? []);

    /// <summary>Not the value: records print themselves.</summary>
    public override string ToString() => Id;
}
