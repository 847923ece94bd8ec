using System.Text.Json;
using LocalCloud.Aws.SecretsManager.Rotation;
using LocalCloud.Aws.Store;

namespace LocalCloud.Aws.SecretsManager;

/// <summary>The secrets of one account and region.</summary>
internal sealed class SecretsState(SecretsManagerService service, Scope scope) : ServiceState(service, scope)
{
    private readonly SortedDictionary<string, Secret> _byName = new(StringComparer.Ordinal);

    internal Rotator Rotator => service.Rotator;

    /// <summary>In the order of their names; those marked for deletion too, those that are gone not.</summary>
    public IEnumerable<Secret> All => _byName.Values.Where(s => s.GoneAt is not { } gone || gone > Time.GetUtcNow());

    /// <summary>By name, ARN, or ARN without its random end.</summary>
    public Secret? Find(string id)
    {
        var secret = _byName.GetValueOrDefault(id);
        if (secret is null && Arn.Is(id))
            secret = _byName.Values.FirstOrDefault(s => s.Arn == id) ?? _byName.Values.FirstOrDefault(s => s.Arn[..^7] == id);
        return secret?.GoneAt <= Time.GetUtcNow() ? null : secret;
    }

    /// <summary>One that is there and not marked for deletion.</summary>
    public Result<Secret> Living(string id) =>
        Find(id) switch
        {
            null => Errors.NotFound,
            { Deleted: not null } => Errors.MarkedForDeletion,
            var secret => secret,
        };

    /// <summary>The version that holds for a reader; the current one when neither is given.</summary>
    public Result<(Secret Secret, SecretVersion Version)> Value(string id, string? versionId, string? stage)
    {
        if (!Living(id).Ok(out var secret, out var error))
            return error;
        if (versionId is null && stage is null)
            stage = Secret.Current;
        return secret.Find(versionId, stage) is { IsEmpty: false } version
            ? (secret, version)
            : new AwsError(
                "ResourceNotFoundException",
                versionId is null
                    ? $"Secrets Manager can't find the specified secret value for staging label: {stage}"
                    : $"Secrets Manager can't find the specified secret value for VersionId: {versionId}"
            );
    }

    public void Put(Changes changes, Secret secret)
    {
        _byName[secret.Name] = secret;
        changes.Put("secrets", secret.Name, secret, SecretsJson.Default.Secret);
    }

    public void Remove(Changes changes, Secret secret)
    {
        _byName.Remove(secret.Name);
        changes.Delete("secrets", secret.Name);
    }

    protected internal override void Load(IEnumerable<StoredRow> rows)
    {
        foreach (var row in rows)
            _byName[row.Key] = JsonSerializer.Deserialize(row.Value, SecretsJson.Default.Secret)!;
    }
}
