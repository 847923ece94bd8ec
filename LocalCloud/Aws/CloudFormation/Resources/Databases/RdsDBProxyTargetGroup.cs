using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Resources.StandIns;
using LocalCloud.Aws.CloudFormation.Templates;
using LocalCloud.Aws.Rds;
using LocalCloud.Aws.Rds.Proxies;

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
        await ProxyTargets
            .DeregisterAsync(State(call), Scalars.Member(existing.Properties, "DBProxyName") ?? "", call.Cancellation)
            .ConfigureAwait(false);
        return Nothing.Instance;
    }

    private static async ValueTask<Result<ResourceValues>> PutAsync(ResourceCall call)
    {
        if (Scalars.Member(call.Properties, "TargetGroupName") is var group and not ProxyTargets.Group)
            return TemplateError.Validation($"TargetGroupName {group} is not valid: RDS Proxy has the group {ProxyTargets.Group}");
        var put = await ProxyTargets
            .RegisterAsync(
                State(call),
                Scalars.Member(call.Properties, "DBProxyName")!,
                One(call.Properties, "DBInstanceIdentifiers"),
                One(call.Properties, "DBClusterIdentifiers"),
                call.Properties["ConnectionPoolConfigurationInfo"],
                call.Cancellation
            )
            .ConfigureAwait(false);
        if (!put.Ok(out var proxy, out var error))
            return error;
        var arn = call.Scope.Arn("rds", $"target-group:{proxy.TargetGroupId}");
        return new ResourceValues(arn, new Dictionary<string, string> { ["TargetGroupArn"] = arn });
    }

    private static RdsState State(ResourceCall call) => call.Host.Service<RdsService>().State(call.Scope);

    private static string? One(JsonObject properties, string name) =>
        (properties[name] as JsonArray)?.Select(Scalars.Text).FirstOrDefault();
}
