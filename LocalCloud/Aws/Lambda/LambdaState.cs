using System.Text.Json;
using LocalCloud.Aws.Lambda.Async;
using LocalCloud.Aws.Lambda.Code;
using LocalCloud.Aws.Lambda.Functions;
using LocalCloud.Aws.Lambda.Layers;
using LocalCloud.Aws.Lambda.Mappings;
using LocalCloud.Aws.Lambda.Mappings.Streams;
using LocalCloud.Aws.Lambda.Settings;
using LocalCloud.Aws.Store;

namespace LocalCloud.Aws.Lambda;

/// <summary>The functions of an account in a region, and what belongs to them.</summary>
internal sealed class LambdaState(LambdaService service, Scope scope) : ServiceState(service, scope)
{
    private const string FunctionTable = "function",
        LayerTable = "layer",
        MappingTable = "mapping",
        PositionTable = "position",
        AsyncTable = "async",
        SigningTable = "signing";

    public new LambdaService Service => service;

    public CodeStore Code => service.Code;

    public SortedDictionary<string, Function> Functions { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, Layer> Layers { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, EventSourceMapping> Mappings { get; } = new(StringComparer.Ordinal);

    /// <summary>How far the mappings of streams have come, by mapping and shard.</summary>
    public Dictionary<(string Mapping, int Shard), ShardPosition> Positions { get; } = [];

    /// <summary>What became of the last batch of a stream's mapping; not kept over a restart.</summary>
    public Dictionary<string, string> LastResults { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, CodeSigningConfig> SigningConfigs { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, AsyncInvocation> Pending { get; } = new(StringComparer.Ordinal);

    public string Arn(string name) => Scope.Arn("lambda", $"function:{name}");

    public Result<Function> Find(string name, out FunctionName parsed, string? qualifier = null)
    {
        if (!FunctionName.Parse(name, qualifier, Scope).Ok(out parsed, out var error))
            return error;
        if (Functions.GetValueOrDefault(parsed.Name) is { } function)
            return function;
        return LambdaErrors.FunctionNotFound(parsed.Qualifier is null ? Arn(parsed.Name) : $"{Arn(parsed.Name)}:{parsed.Qualifier}");
    }

    /// <summary>The function and the version that the qualifier means.</summary>
    public Result<(Function Function, FunctionVersion Version, string? Qualifier)> FindVersion(string name, string? qualifier)
    {
        if (!Find(name, out var parsed, qualifier).Ok(out var function, out var error))
            return error;
        if (function.Find(parsed.Qualifier) is not { } version)
            return LambdaErrors.FunctionNotFound(function.QualifiedArn(parsed.Qualifier));
        return (function, version, parsed.Qualifier);
    }

    public void Put(Changes changes, Function function)
    {
        Functions[function.Name] = function;
        changes.Put(FunctionTable, function.Name, function, LambdaJson.Default.Function);
    }

    public void Delete(Changes changes, Function function)
    {
        Functions.Remove(function.Name);
        changes.Delete(FunctionTable, function.Name);
        foreach (var version in function.AllVersions)
            Drop(changes, version);
    }

    /// <summary>A version that the function no longer has: its environments end and its package goes.</summary>
    public void Drop(Changes changes, FunctionVersion version) =>
        changes.AfterCommit(() =>
        {
            service.Fleet.Retire(Scope, version);
            Code.Release(version.Files);
        });

    public void Put(Changes changes, Layer layer)
    {
        Layers[layer.Name] = layer;
        changes.Put(LayerTable, layer.Name, layer, LambdaJson.Default.Layer);
    }

    public void Put(Changes changes, EventSourceMapping mapping)
    {
        Mappings[mapping.UUID] = mapping;
        changes.Put(MappingTable, mapping.UUID, mapping, LambdaJson.Default.EventSourceMapping);
    }

    public void Delete(Changes changes, EventSourceMapping mapping)
    {
        Mappings.Remove(mapping.UUID);
        changes.Delete(MappingTable, mapping.UUID);
        LastResults.Remove(mapping.UUID);
        foreach (var position in Positions.Keys.Where(key => key.Mapping == mapping.UUID).ToList())
        {
            Positions.Remove(position);
            changes.Delete(PositionTable, PositionKey(position.Mapping, position.Shard));
        }
    }

    /// <summary>A mapping that was deleted in the meantime has none any more.</summary>
    public void Put(Changes changes, string mapping, int shard, ShardPosition position)
    {
        if (!Mappings.ContainsKey(mapping))
            return;
        Positions[(mapping, shard)] = position;
        changes.Put(PositionTable, PositionKey(mapping, shard), position, LambdaJson.Default.ShardPosition);
    }

    private static string PositionKey(string mapping, int shard) => $"{mapping}/{shard}";

    public void Put(Changes changes, CodeSigningConfig config)
    {
        SigningConfigs[config.CodeSigningConfigArn] = config;
        changes.Put(SigningTable, config.CodeSigningConfigArn, config, LambdaJson.Default.CodeSigningConfig);
    }

    public void Delete(Changes changes, CodeSigningConfig config)
    {
        SigningConfigs.Remove(config.CodeSigningConfigArn);
        changes.Delete(SigningTable, config.CodeSigningConfigArn);
    }

    public void Put(Changes changes, AsyncInvocation invocation)
    {
        Pending[invocation.Id] = invocation;
        changes.Put(AsyncTable, invocation.Id, invocation, LambdaJson.Default.AsyncInvocation);
    }

    public void Delete(Changes changes, AsyncInvocation invocation)
    {
        Pending.Remove(invocation.Id);
        changes.Delete(AsyncTable, invocation.Id);
    }

    protected internal override void Load(IEnumerable<StoredRow> rows)
    {
        foreach (var (table, key, value) in rows)
            switch (table)
            {
                case FunctionTable:
                    var function = Functions[key] = JsonSerializer.Deserialize(value, LambdaJson.Default.Function)!;
                    foreach (var version in function.AllVersions)
                        Code.Retain(version.Files);
                    break;
                case LayerTable:
                    var layer = Layers[key] = JsonSerializer.Deserialize(value, LambdaJson.Default.Layer)!;
                    Code.Retain(layer.Versions.Select(v => v.CodeFile));
                    break;
                case MappingTable:
                    Mappings[key] = JsonSerializer.Deserialize(value, LambdaJson.Default.EventSourceMapping)!;
                    break;
                case PositionTable:
                    Positions[(key[..key.IndexOf('/', StringComparison.Ordinal)], key[^1] - '0')] = JsonSerializer.Deserialize(
                        value,
                        LambdaJson.Default.ShardPosition
                    )!;
                    break;
                case SigningTable:
                    SigningConfigs[key] = JsonSerializer.Deserialize(value, LambdaJson.Default.CodeSigningConfig)!;
                    break;
                case AsyncTable:
                    Pending[key] = JsonSerializer.Deserialize(value, LambdaJson.Default.AsyncInvocation)!;
                    break;
            }
    }
}
