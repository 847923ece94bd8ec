using System.Globalization;
using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Resources.StandIns;
using LocalCloud.Aws.CloudFormation.Templates;
using LocalCloud.Aws.ElastiCache;
using LocalCloud.Aws.Engines;

namespace LocalCloud.Aws.CloudFormation.Resources.Databases;

/// <summary>A serverless cache, replication group or cache cluster: a Garnet of its own, where there is one.</summary>
internal abstract class CacheType(string type, CacheKind kind, string properties) : ResourceType(type, StandIn.Read(properties))
{
    private const int UsualPort = 6379;

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
        if (Refuse(call.Properties) is { } no)
            return no;
        var service = call.Host.Service<ElastiCacheService>();
        var state = service.State(call.Scope);
        var name = StandIn.Name1(call);
        var cache = call.Host.Read(state, s => s.Caches.GetValueOrDefault(CacheState.Key(kind, name)));
        if (cache is not null && !call.Resumed)
            return call.AlreadyExists(Name);
        cache ??= New(call, service.Engines.Places, name);
        if ((await PutAsync(call, state, cache).ConfigureAwait(false)).Error is { } notStored)
            return notStored;
        if (!cache.StandIn && await service.Server(cache).StartAsync(call.Cancellation).ConfigureAwait(false) is { } failure)
        {
            await RemoveAsync(call, service, state, cache).ConfigureAwait(false);
            return new AwsError("InternalFailure", failure, 500);
        }
        return Result(call, cache);
    }

    public override async ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing)
    {
        if (Refuse(call.Properties) is { } no)
            return no;
        var service = call.Host.Service<ElastiCacheService>();
        var state = service.State(call.Scope);
        if (call.Host.Read(state, s => s.Caches.GetValueOrDefault(CacheState.Key(kind, existing.PhysicalId))) is not { } cache)
            return new AwsError("CacheNotFound", $"{existing.PhysicalId} not found.", 404);
        var before = cache;
        cache = With(call, cache);
        if ((await PutAsync(call, state, cache).ConfigureAwait(false)).Error is { } notStored)
            return notStored;
        if (!cache.StandIn && (cache.Tls, cache.Password) != (before.Tls, before.Password))
        {
            await service.RemoveAsync(before).ConfigureAwait(false);
            if (await service.Server(cache).StartAsync(call.Cancellation).ConfigureAwait(false) is { } failure)
                return new AwsError("InternalFailure", failure, 500);
        }
        return Result(call, cache);
    }

    public override async ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing)
    {
        var service = call.Host.Service<ElastiCacheService>();
        var state = service.State(call.Scope);
        if (call.Host.Read(state, s => s.Caches.GetValueOrDefault(CacheState.Key(kind, existing.PhysicalId))) is not { } cache)
            return Nothing.Instance;
        await RemoveAsync(call, service, state, cache).ConfigureAwait(false);
        return Nothing.Instance;
    }

    private CacheServer New(ResourceCall call, EnginePlaces places, string name)
    {
        var wanted = int.TryParse(Scalars.Member(call.Properties, "Port"), CultureInfo.InvariantCulture, out var given) ? given : UsualPort;
        var standIn = places.RedisServer is null;
        var hasReader = kind == CacheKind.Serverless;
        var (address, port) =
            standIn ? Addresses.Split(places.RedisAddress)
            : hasReader ? Loopback.Take(wanted, wanted + 1)
            : Loopback.Take(wanted);
        return With(
            call,
            new()
            {
                Name = name,
                Kind = kind,
                ResourceId = $"{kind.ToString().ToLowerInvariant()}-{Guid.NewGuid():N}",
                Engine = Scalars.Member(call.Properties, "Engine")?.ToLowerInvariant() ?? "redis",
                Address = address,
                Port = port,
                ReaderPort = standIn || !hasReader ? port : port + 1,
                StandIn = standIn,
                Created = call.Stacks.Time.GetUtcNow(),
            }
        );
    }

    private CacheServer With(ResourceCall call, CacheServer cache) =>
        cache with
        {
            EngineVersion = Scalars.Member(call.Properties, kind == CacheKind.Serverless ? "MajorEngineVersion" : "EngineVersion"),
            Description = Scalars.Member(call.Properties, kind == CacheKind.Serverless ? "Description" : "ReplicationGroupDescription"),
            Password = Scalars.Member(call.Properties, "AuthToken"),
            Tls = IsEncrypted(call.Properties),
            Settings = Settings.Of(call.Properties, "AuthToken"),
        };

    private AwsError? Refuse(JsonObject properties) =>
        Scalars.Member(properties, "Engine")?.ToLowerInvariant() is not (null or "redis" or "valkey")
            ? TemplateError.Validation(
                $"Engine {Scalars.Member(properties, "Engine")} is not supported by LocalCloud: there are PostgreSQL and Redis (Valkey)"
            )
        : new[] { "UserGroupId", "UserGroupIds" }.FirstOrDefault(properties.ContainsKey) is { } users
            ? TemplateError.Validation($"{users} is not supported by LocalCloud: its caches know no users (RBAC)")
        : new[] { "SnapshotArnsToRestore", "SnapshotArns", "SnapshotName", "GlobalReplicationGroupId" }.FirstOrDefault(
            properties.ContainsKey
        )
            is { } property
            ? TemplateError.Validation($"{property} is not supported by LocalCloud")
        : properties.ContainsKey("AuthToken") && !IsEncrypted(properties)
            ? new AwsError(
                "InvalidParameterCombination",
                "The AUTH token modification is only supported when encryption-in-transit is enabled."
            )
        : null;

    private static ValueTask<Result<Nothing>> PutAsync(ResourceCall call, CacheState state, CacheServer cache) =>
        call.Host.ChangeAsync<CacheState, Nothing>(state, (s, changes) =>
        {
            s.Put(changes, cache);
            return Nothing.Instance;
        });

    private static async Task RemoveAsync(ResourceCall call, ElastiCacheService service, CacheState state, CacheServer cache)
    {
        if (!cache.StandIn)
        {
            var folder = service.Server(cache).Folder;
            await service.RemoveAsync(cache).ConfigureAwait(false);
            if (call.Snapshot && service.Engines.KeepsData)
                Keep(service.Engines.Root, folder, cache);
            LocalEngines.Delete(folder);
        }
        await call
            .Host.ChangeAsync<CacheState, Nothing>(state, (s, changes) =>
            {
                s.Delete(changes, cache);
                return Nothing.Instance;
            })
            .ConfigureAwait(false);
    }

    /// <summary>There is no operation that shows it; what a template has asked to keep is there all the same.</summary>
    private static void Keep(string root, string folder, CacheServer cache)
    {
        var kept = Path.Combine(root, "elasticache-snapshots", $"{cache.Name}-{cache.ResourceId}");
        Directory.CreateDirectory(Path.GetDirectoryName(kept)!);
        Directory.Move(Path.Combine(folder, "data"), kept);
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

internal sealed class ElastiCacheServerlessCache()
    : CacheType(
        "AWS::ElastiCache::ServerlessCache",
        CacheKind.Serverless,
        "CacheUsageLimits DailySnapshotTime Description Endpoint Engine! FinalSnapshotName KmsKeyId* MajorEngineVersion ReaderEndpoint "
            + "SecurityGroupIds ServerlessCacheName!* "
            + "SnapshotArnsToRestore* SnapshotRetentionLimit SubnetIds* Tags UserGroupId NetworkType*"
    )
{
    public override string NameProperty => "ServerlessCacheName";

    /// <summary>It cannot be switched off (docs: ElastiCache in-transit encryption).</summary>
    protected override bool IsEncrypted(JsonObject properties) => true;

    protected override Dictionary<string, string> Values(Scope scope, CacheServer cache) =>
        new()
        {
            ["ARN"] = cache.Arn(scope),
            ["Endpoint.Address"] = cache.Address,
            ["Endpoint.Port"] = cache.Port.ToString(CultureInfo.InvariantCulture),
            ["ReaderEndpoint.Address"] = cache.Address,
            ["ReaderEndpoint.Port"] = (cache.ReaderPort ?? cache.Port).ToString(CultureInfo.InvariantCulture),
            ["Status"] = "available",
            ["FullEngineVersion"] = cache.EngineVersion ?? "",
            ["CreateTime"] = cache.Created.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
        };
}

internal sealed class ElastiCacheReplicationGroup()
    : CacheType(
        "AWS::ElastiCache::ReplicationGroup",
        CacheKind.ReplicationGroup,
        "AtRestEncryptionEnabled* AuthToken AutoMinorVersionUpgrade AutomaticFailoverEnabled CacheNodeType CacheParameterGroupName "
            + "CacheSecurityGroupNames CacheSubnetGroupName* "
            + "ClusterMode DataTieringEnabled* Engine EngineVersion GlobalReplicationGroupId* IpDiscovery KmsKeyId* "
            + "LogDeliveryConfigurations MultiAZEnabled NetworkType* "
            + "NodeGroupConfiguration NotificationTopicArn NumCacheClusters NumNodeGroups Port* PreferredCacheClusterAZs* "
            + "PreferredMaintenanceWindow PrimaryClusterId "
            + "ReplicasPerNodeGroup ReplicationGroupDescription! ReplicationGroupId* SecurityGroupIds SnapshotArns* SnapshotName* "
            + "SnapshotRetentionLimit SnapshotWindow "
            + "SnapshottingClusterId Tags TransitEncryptionEnabled TransitEncryptionMode UserGroupIds"
    )
{
    public override string NameProperty => "ReplicationGroupId";

    protected override bool IsEncrypted(JsonObject properties) => Scalars.Member(properties, "TransitEncryptionEnabled") == "true";

    protected override Dictionary<string, string> Values(Scope scope, CacheServer cache)
    {
        var port = cache.Port.ToString(CultureInfo.InvariantCulture);
        return new()
        {
            ["PrimaryEndPoint.Address"] = cache.Address,
            ["PrimaryEndPoint.Port"] = port,
            ["ReaderEndPoint.Address"] = cache.Address,
            ["ReaderEndPoint.Port"] = port,
            ["ReadEndPoint.Addresses"] = cache.Address,
            ["ReadEndPoint.Ports"] = port,
            ["ConfigurationEndPoint.Address"] = cache.Address,
            ["ConfigurationEndPoint.Port"] = port,
        };
    }
}

internal sealed class ElastiCacheCacheCluster()
    : CacheType(
        "AWS::ElastiCache::CacheCluster",
        CacheKind.Cluster,
        "AZMode AutoMinorVersionUpgrade CacheNodeType! CacheParameterGroupName CacheSecurityGroupNames CacheSubnetGroupName* "
            + "ClusterName* Engine!* EngineVersion IpDiscovery "
            + "LogDeliveryConfigurations NetworkType* NotificationTopicArn NumCacheNodes! Port* PreferredAvailabilityZone "
            + "PreferredAvailabilityZones PreferredMaintenanceWindow "
            + "SnapshotArns* SnapshotName* SnapshotRetentionLimit SnapshotWindow Tags TransitEncryptionEnabled VpcSecurityGroupIds"
    )
{
    public override string NameProperty => "ClusterName";

    protected override bool IsEncrypted(JsonObject properties) => Scalars.Member(properties, "TransitEncryptionEnabled") == "true";

    protected override Dictionary<string, string> Values(Scope scope, CacheServer cache) =>
        new() { ["RedisEndpoint.Address"] = cache.Address, ["RedisEndpoint.Port"] = cache.Port.ToString(CultureInfo.InvariantCulture) };
}
