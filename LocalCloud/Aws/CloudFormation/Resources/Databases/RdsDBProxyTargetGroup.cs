using System.Security.Cryptography;
using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Resources.StandIns;
using LocalCloud.Aws.CloudFormation.Templates;
using LocalCloud.Aws.Engines;
using LocalCloud.Aws.Rds;

namespace LocalCloud.Aws.CloudFormation.Resources.Databases;

/// <summary>Says which database a proxy leads to.</summary>
internal sealed class RdsDBProxyTargetGroup()
    : ResourceType(
        "AWS::RDS::DBProxyTargetGroup",
        StandIn.Read("ConnectionPoolConfigurationInfo DBClusterIdentifiers DBInstanceIdentifiers DBProxyName!* TargetGroupName!*")
    )
{
    public override IReadOnlyList<string> Attributes => ["TargetGroupArn"];

    public override ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call) => PutAsync(call);

    public override ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing) => PutAsync(call);

    public override async ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing)
    {
        var rds = call.Host.Service<RdsService>();
        var state = rds.State(call.Scope);
        DatabaseServer? before = null;
        await call
            .Host.ChangeAsync<RdsState, Nothing>(state, (s, changes) =>
            {
                if (s.Proxies.GetValueOrDefault(Scalars.Member(existing.Properties, "DBProxyName") ?? "") is not { } proxy)
                    return Nothing.Instance;
                before = s.Server(proxy.Instance, proxy.Cluster);
                s.Put(changes, proxy with { Instance = null, Cluster = null });
                return Nothing.Instance;
            })
            .ConfigureAwait(false);
        await rds.RefreshAsync(state, before, call.Cancellation).ConfigureAwait(false);
        return Nothing.Instance;
    }

    private static async ValueTask<Result<ResourceValues>> PutAsync(ResourceCall call)
    {
        if (Scalars.Member(call.Properties, "TargetGroupName") is var group and not "default")
            return TemplateError.Validation($"TargetGroupName {group} is not valid: RDS Proxy has the group default");
        var (instance, cluster) = (One(call.Properties, "DBInstanceIdentifiers"), One(call.Properties, "DBClusterIdentifiers"));
        var rds = call.Host.Service<RdsService>();
        var state = rds.State(call.Scope);
        var name = Scalars.Member(call.Properties, "DBProxyName")!;
        (DatabaseServer? Before, DatabaseServer? Now) target = default;
        var put = await call
            .Host.ChangeAsync<RdsState, DatabaseProxy>(state, (s, changes) =>
            {
                if (s.Proxies.GetValueOrDefault(name) is not { } proxy)
                    return new AwsError("DBProxyNotFoundFault", $"DBProxy {name} not found.", 404);
                target = (s.Server(proxy.Instance, proxy.Cluster), s.Server(instance, cluster));
                if (target.Now is null && (instance ?? cluster) is { } missing)
                    return new AwsError(
                        instance is null ? "DBClusterNotFoundFault" : "DBInstanceNotFound",
                        $"{(instance is null ? "DBCluster" : "DBInstance")} {missing} not found.",
                        404
                    );
                var settings = Settings.Of(proxy.Settings);
                settings["ConnectionPoolConfigurationInfo"] = call.Properties["ConnectionPoolConfigurationInfo"]?.DeepClone();
                proxy = proxy with
                {
                    Settings = settings,
                    Instance = instance?.ToLowerInvariant(),
                    Cluster = cluster?.ToLowerInvariant(),
                    TargetGroupId = proxy.TargetGroupId ?? $"prx-tg-0{RandomNumberGenerator.GetHexString(16, lowercase: true)}",
                };
                s.Put(changes, proxy);
                return proxy;
            })
            .ConfigureAwait(false);
        if (!put.Ok(out var now, out var error))
            return error;
        if (target.Before?.ResourceId != target.Now?.ResourceId)
            await rds.RefreshAsync(state, target.Before, call.Cancellation).ConfigureAwait(false);
        await rds.RefreshAsync(state, target.Now, call.Cancellation).ConfigureAwait(false);
        var arn = call.Scope.Arn("rds", $"target-group:{now.TargetGroupId}");
        return new ResourceValues(arn, new Dictionary<string, string> { ["TargetGroupArn"] = arn });
    }

    private static string? One(JsonObject properties, string name) =>
        (properties[name] as JsonArray)?.Select(Scalars.Text).FirstOrDefault();
}
