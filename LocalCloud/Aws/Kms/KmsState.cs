using System.Security.Cryptography;
using System.Text.Json;
using LocalCloud.Aws.Kms.Import;
using LocalCloud.Aws.Kms.Keys;
using LocalCloud.Aws.Store;

namespace LocalCloud.Aws.Kms;

/// <summary>The keys and aliases of one account in all regions.</summary>
internal sealed class KmsState(KmsService service, Scope scope) : ServiceState(service, scope)
{
    private const string AliasPrefix = "alias/";

    private readonly SortedDictionary<string, Key> _keys = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Alias> _aliases = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImportParameters> _imports = new(StringComparer.Ordinal);

    /// <summary>Of a region, in the order of their ids.</summary>
    public IEnumerable<Key> Keys(string region) => _keys.Values.Where(k => k.Region == region);

    public IEnumerable<Alias> Aliases(string region) => _aliases.Values.Where(a => a.Region == region);

    /// <summary>The key in all its regions, the primary first.</summary>
    public List<Key> Family(Key key) =>
        key.IsMultiRegion ? [.. _keys.Values.Where(k => k.Id == key.Id).OrderByDescending(k => k.IsPrimary)] : [key];

    public Key? Find(string region, string id) => _keys.GetValueOrDefault($"{region}/{id}");

    public Alias? FindAlias(string region, string name) => _aliases.GetValueOrDefault($"{region}/{name}");

    /// <summary>By id, or by an alias (alias/NAME).</summary>
    public Key? Named(string region, string name)
    {
        var id = name.StartsWith(AliasPrefix, StringComparison.Ordinal) ? FindAlias(region, name)?.TargetKeyId : name;
        return id is null ? null : Find(region, id);
    }

    public ImportParameters? FindImport(string token) => _imports.GetValueOrDefault(token);

    /// <summary>By id or ARN, and by alias or its ARN where <paramref name="aliases"/> are taken.</summary>
    public Result<Key> Key(string id, Context context, bool aliases = false)
    {
        var (region, name) = (context.Scope.Region, id);
        if (id.StartsWith("arn:", StringComparison.Ordinal))
        {
            if (id.Split(':', 6) is not ["arn", _, "kms", var of, var account, var resource])
                return KmsErrors.NotFound($"Invalid arn {id}");
            if (of != region)
                return KmsErrors.NotFound($"Invalid arn {of}");
            if (account != Scope.Account)
                return resource.StartsWith("alias/", StringComparison.Ordinal) ? KmsErrors.NoAlias(id) : KmsErrors.NoKey(id);
            name = resource.StartsWith("key/", StringComparison.Ordinal) ? resource["key/".Length..] : resource;
        }
        var isAlias = name.StartsWith(AliasPrefix, StringComparison.Ordinal);
        if (isAlias && !aliases)
            return KmsErrors.InvalidId(id);
        if (Settled(Named(region, name), context) is { } key)
            return key;
        if (!isAlias)
            return IsId(name) ? KmsErrors.NoKey(context.Scope.Arn("kms", $"key/{name}")) : KmsErrors.InvalidId(id);
        // AWS makes a service's key with its first use
        return ManagedKeys.IsKnown(name) ? ManagedKeys.Make(this, name, context) : KmsErrors.NoAlias(context.Scope.Arn("kms", name));
    }

    /// <summary>A key that may be used for what is asked: https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html.</summary>
    public Result<Key> Usable(string id, string usage, string operation, Context context)
    {
        if (!Key(id, context, aliases: true).Ok(out var key, out var error))
            return error;
        if (key.State != "Enabled")
            return KmsErrors.InvalidState(key);
        return key.Usage == usage ? key : KmsErrors.InvalidUsage($"{key.Arn} key usage is {key.Usage} which is not valid for {operation}.");
    }

    /// <summary>A key of the user's own; keys of AWS's services can only be used.</summary>
    public Result<Key> Own(string id, Context context)
    {
        if (!Key(id, context).Ok(out var key, out var error))
            return error;
        return key.IsAwsManaged ? KmsErrors.AwsManaged(key) : key;
    }

    public void Put(Changes changes, Key key)
    {
        _keys[key.RowKey] = key;
        changes.Put("keys", key.RowKey, key, KmsJson.Default.Key);
    }

    public void Put(Changes changes, Alias alias)
    {
        _aliases[alias.RowKey] = alias;
        changes.Put("aliases", alias.RowKey, alias, KmsJson.Default.Alias);
    }

    public void Put(Changes changes, ImportParameters import)
    {
        _imports[import.Token] = import;
        changes.Put("imports", import.Token, import, KmsJson.Default.ImportParameters);
    }

    public void Remove(Changes changes, Alias alias)
    {
        _aliases.Remove(alias.RowKey);
        changes.Delete("aliases", alias.RowKey);
    }

    public void Remove(Changes changes, ImportParameters import)
    {
        _imports.Remove(import.Token);
        changes.Delete("imports", import.Token);
    }

    /// <summary>Brings what has become due since it was last looked at: keys need no timers of their own.</summary>
    public void Settle(Context context)
    {
        foreach (var key in _keys.Values.ToArray())
            Settled(key, context);
    }

    public Key? Settled(Key? key, Context context)
    {
        if (key is null)
            return null;
        if (key.DeletionDate <= context.Now)
        {
            Remove(context.Changes, key);
            return null;
        }
        if (key.Materials.RemoveAll(m => m.ValidTo <= context.Now) > 0)
            Put(context.Changes, key);
        Rotation.CatchUp(this, key, context);
        return key;
    }

    protected internal override void Load(IEnumerable<StoredRow> rows)
    {
        foreach (var row in rows)
            switch (row.Table)
            {
                case "keys":
                    _keys[row.Key] = JsonSerializer.Deserialize(row.Value, KmsJson.Default.Key)!;
                    break;
                case "aliases":
                    _aliases[row.Key] = JsonSerializer.Deserialize(row.Value, KmsJson.Default.Alias)!;
                    break;
                case "imports":
                    _imports[row.Key] = JsonSerializer.Deserialize(row.Value, KmsJson.Default.ImportParameters)!;
                    break;
            }
    }

    // Its secret is overwritten in memory, and its row is gone: what it has encrypted cannot be read any more, as on AWS.
    private void Remove(Changes changes, Key key)
    {
        _keys.Remove(key.RowKey);
        changes.Delete("keys", key.RowKey);
        foreach (var alias in Aliases(key.Region).Where(a => a.TargetKeyId == key.Id).ToArray())
            Remove(changes, alias);
        // The primary's own window begins when the last replica is gone
        if (Family(key) is [{ IsPrimary: true, PendingWindowInDays: { } days, DeletionDate: null } primary])
        {
            primary.DeletionDate = key.DeletionDate!.Value.AddDays(days);
            Put(changes, primary);
        }
        if (!_keys.Values.Any(k => k.Id == key.Id))
            key.Materials.ForEach(m => CryptographicOperations.ZeroMemory(m.Secret));
    }

    private static bool IsId(string name) =>
        Guid.TryParseExact(name, "D", out _) || name.StartsWith("mrk-", StringComparison.Ordinal) && name.Length == 36;
}
