using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Resources.StandIns;
using LocalCloud.Aws.CloudFormation.Templates;
using LocalCloud.Aws.Engines;
using LocalCloud.Aws.Rds;
using LocalCloud.Aws.Rds.Operations;
using LocalCloud.Aws.Rds.Proxies;

namespace LocalCloud.Aws.CloudFormation.Resources.Databases;

/// <summary>An address of its own with PostgreSQL's port, behind which the target's server is.</summary>
internal sealed class RdsDBProxy()
    : ResourceType(
        "AWS::RDS::DBProxy",
        StandIn.Read(
            "Auth DBProxyName!* DebugLogging DefaultAuthScheme EndpointNetworkType* EngineFamily!* IdleClientTimeout RequireTLS RoleArn! "
                + "Tags TargetConnectionNetworkType* "
                + "VpcSecurityGroupIds VpcSubnetIds!*"
        )
    )
{
    public override IReadOnlyList<string> Attributes => ["DBProxyArn", "Endpoint", "VpcId"];

    public override string NameProperty => "DBProxyName";

    public override async ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call)
    {
        if (!Asked(call, call.PhysicalName).Ok(out var asked, out var error))
            return error;
        var made = await ProxyChanges.CreateAsync(State(call), asked, call.Resumed).ConfigureAwait(false);
        if (!made.Ok(out var proxy, out error))
            return error == ProxyChanges.AlreadyExists(asked.Name) ? call.AlreadyExists(Name) : error;
        return Values(call, proxy);
    }

    public override async ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing)
    {
        if (!Asked(call, existing.PhysicalId).Ok(out var asked, out var error))
            return error;
        var modified = await ProxyChanges.ModifyAsync(State(call), asked).ConfigureAwait(false);
        return modified.Ok(out var proxy, out error) ? Values(call, proxy) : error;
    }

    public override ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing) =>
        ProxyChanges.DeleteAsync(State(call), existing.PhysicalId);

    private static RdsState State(ResourceCall call) => call.Host.Service<RdsService>().State(call.Scope);

    private static Result<ProxyRequest> Asked(ResourceCall call, string name)
    {
        var properties = call.Properties;
        var asked = new ProxyRequest
        {
            Name = name,
            EngineFamily = Scalars.Member(properties, "EngineFamily"),
            DefaultAuthScheme = Scalars.Member(properties, "DefaultAuthScheme"),
            RoleArn = Scalars.Member(properties, "RoleArn")!,
            RequireTls = Scalars.Member(properties, "RequireTLS") == "true",
            SignIns =
            [
                .. (properties["Auth"] as JsonArray ?? []).Select(auth => new ProxySignIn(
                    Scalars.Member(auth, "SecretArn"),
                    Scalars.Member(auth, "IAMAuth")
                )),
            ],
            Settings = Settings.Of(properties),
        };
        return asked.Unsupported() is { } reason ? TemplateError.Validation(reason) : asked;
    }

    /// <summary>Everything that keeps this machine from showing the proxy as it is on AWS is said.</summary>
    private static ResourceValues Values(ResourceCall call, DatabaseProxy proxy) =>
        new(
            proxy.Name,
            new Dictionary<string, string>
            {
                ["DBProxyArn"] = proxy.Arn(call.Scope),
                ["Endpoint"] = proxy.Address,
                ["VpcId"] = SubnetGroupShape.Vpc,
            }
        )
        {
            Note =
                proxy.StandIn
                    ? "Stand-in: LocalCloud has no RDS. Its endpoint is the local PostgreSQL (--postgres HOST:PORT)."
                        + (proxy.RequiresIam ? " That takes its own passwords, and no tokens of IAM." : "")
                : proxy.Port == DatabaseProxy.UsualPort
                    ? $"It passes connections to {proxy.Address}:{proxy.Port} on to its target; it pools none."
                : $"Stand-in: it listens on {proxy.Address}:{proxy.Port}, not on port {DatabaseProxy.UsualPort}, because this machine "
                    + "has no further loopback address with that port.",
        };
}
