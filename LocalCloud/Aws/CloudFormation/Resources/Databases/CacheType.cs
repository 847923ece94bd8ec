using System.Globalization;
using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Resources.StandIns;
using LocalCloud.Aws.CloudFormation.Templates;
using LocalCloud.Aws.ElastiCache;
using LocalCloud.Aws.ElastiCache.Caches;
using LocalCloud.Aws.Engines;

namespace LocalCloud.Aws.CloudFormation.Resources.Databases;

/// <summary>A serverless cache, replication group or cache cluster, which ElastiCache makes: a Garnet of its own, where there is
/// one.</summary>
internal abstract class CacheType(string type, CacheKind kind, string properties) : ResourceType(type, StandIn.Read(properties))
{
    public override IReadOnlyList<string> Attributes =>
        [
            .. Values(
                default,
                new()
                {
                    Name = "",
                    Kind = kind,
                    ResourceId = "",
                    Engine = "",
                    Address = "",
                }
            ).Keys,
        ];

    protected abstract Dictionary<string, string> Values(Scope scope, CacheServer cache);

    /// <summary>In transit.</summary>
    protected abstract bool IsEncrypted(JsonObject properties);

    public override async ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call)
    {
        if (!Asked(call, StandIn.Name1(call)).Ok(out var asked, out var error))
            return error;
        var made = await CreateCache.RunAsync(State(call), asked, call.Resumed, call.Cancellation).ConfigureAwait(false);
        if (!made.Ok(out var cache, out error))
            return error == kind.AlreadyExists(asked.Name) ? call.AlreadyExists(Name) : error;
        return Result(call, cache);
    }

    public override async ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing)
    {
        if (!Asked(call, existing.PhysicalId).Ok(out var asked, out var error))
            return error;
        var modified = await ModifyCache.RunAsync(State(call), asked, call.Cancellation).ConfigureAwait(false);
        return modified.Ok(out var cache, out error) ? Result(call, cache) : error;
    }

    public override async ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing)
    {
        var state = State(call);
        return call.Host.Read(state, s => s.Find(kind, existing.PhysicalId)) is { } cache
            ? await DeleteCache.RunAsync(state, cache, keepsData: call.Snapshot).ConfigureAwait(false)
            : Nothing.Instance;
    }

    private static CacheState State(ResourceCall call) => call.Host.Service<ElastiCacheService>().State(call.Scope);

    private Result<CacheRequest> Asked(ResourceCall call, string name)
    {
        var properties = call.Properties;
        var serverless = kind == CacheKind.Serverless;
        var asked = new CacheRequest
        {
            Name = name,
            Kind = kind,
            Engine = Scalars.Member(properties, "Engine"),
            EngineVersion = Scalars.Member(properties, serverless ? "MajorEngineVersion" : "EngineVersion"),
            Description = Scalars.Member(properties, serverless ? "Description" : "ReplicationGroupDescription"),
            Port = int.TryParse(Scalars.Member(properties, "Port"), CultureInfo.InvariantCulture, out var port) ? port : null,
            AuthToken = Scalars.Member(properties, "AuthToken"),
            Tls = IsEncrypted(properties),
            Settings = Settings.Of(properties, "AuthToken"),
        };
        return asked.Unsupported() is { } reason ? TemplateError.Validation(reason) : asked;
    }

    private ResourceValues Result(ResourceCall call, CacheServer cache) =>
        new(cache.Name, Values(call.Scope, cache))
        {
            Note = cache.StandIn
                ? "Stand-in: LocalCloud has no ElastiCache. Its endpoint is the local Redis (--redis HOST:PORT); with --redis-server "
                    + "FILE it would be one of its own."
                : $"A Garnet of this machine at {cache.Address}:{cache.Port}, {(cache.Tls ? "with" : "without")} TLS.",
        };
}
