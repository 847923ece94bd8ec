using System.Security.Cryptography;
using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Resources.StandIns;
using LocalCloud.Aws.CloudFormation.Templates;
using LocalCloud.Aws.Engines;
using LocalCloud.Aws.Rds;

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
    private const int Port = 5432;

    public override IReadOnlyList<string> Attributes => ["DBProxyArn", "Endpoint", "VpcId"];

    public override string NameProperty => "DBProxyName";

    public override async ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call)
    {
        if (Refuse(call.Properties) is { } no)
            return no;
        var rds = call.Host.Service<RdsService>();
        var state = rds.State(call.Scope);
        var proxy = call.Host.Read(state, s => s.Proxies.GetValueOrDefault(call.PhysicalName));
        if (proxy is not null && !call.Resumed)
            return call.AlreadyExists(Name);
        if (proxy is null)
        {
            var places = rds.Engines.Places;
            var (address, port) = places.Postgres is null ? Addresses.Split(places.PostgresAddress) : Loopback.Take(Port);
            proxy = With(
                call,
                new()
                {
                    Name = call.PhysicalName,
                    Address = address,
                    Port = port,
                    StandIn = places.Postgres is null,
                    ArnId = $"prx-0{RandomNumberGenerator.GetHexString(16, lowercase: true)}",
                    RoleArn = "",
                    Created = call.Stacks.Time.GetUtcNow(),
                }
            );
            if ((await PutAsync(call, state, proxy).ConfigureAwait(false)).Error is { } notStored)
                return notStored;
        }
        if (!proxy.StandIn && rds.Listen(state, proxy) is { } failure)
            return new AwsError("InternalFailure", $"{proxy.Address}:{proxy.Port}: {failure}", 500);
        return Values(call, proxy);
    }

    public override async ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing)
    {
        if (Refuse(call.Properties) is { } no)
            return no;
        var state = call.Host.Service<RdsService>().State(call.Scope);
        if (call.Host.Read(state, s => s.Proxies.GetValueOrDefault(existing.PhysicalId)) is not { } proxy)
            return new AwsError("DBProxyNotFoundFault", $"DBProxy {existing.PhysicalId} not found.", 404);
        proxy = With(call, proxy);
        return (await PutAsync(call, state, proxy).ConfigureAwait(false)).Error is { } notStored ? notStored : Values(call, proxy);
    }

    public override async ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing)
    {
        var rds = call.Host.Service<RdsService>();
        var state = rds.State(call.Scope);
        if (call.Host.Read(state, s => s.Proxies.GetValueOrDefault(existing.PhysicalId)) is not { } proxy)
            return Nothing.Instance;
        rds.Close(proxy);
        return await call
            .Host.ChangeAsync<RdsState, Nothing>(state, (s, changes) =>
            {
                s.Delete(changes, proxy);
                return Nothing.Instance;
            })
            .ConfigureAwait(false);
    }

    /// <summary>Everything that keeps this machine from showing the proxy as it is on AWS is said.</summary>
    private static ResourceValues Values(ResourceCall call, DatabaseProxy proxy) =>
        new(
            proxy.Name,
            new Dictionary<string, string>
            {
                ["DBProxyArn"] = proxy.Arn(call.Scope),
                ["Endpoint"] = proxy.Address,
                ["VpcId"] = "vpc-00000000000000000",
            }
        )
        {
            Note =
                proxy.StandIn
                    ? "Stand-in: LocalCloud has no RDS. Its endpoint is the local PostgreSQL (--postgres HOST:PORT)."
                        + (proxy.RequiresIam ? " That takes its own passwords, and no tokens of IAM." : "")
                : proxy.Port == Port ? $"It passes connections to {proxy.Address}:{proxy.Port} on to its target; it pools none."
                : $"Stand-in: it listens on {proxy.Address}:{proxy.Port}, not on port {Port}, because this machine has no further "
                    + "loopback address with that port.",
        };

    private static DatabaseProxy With(ResourceCall call, DatabaseProxy proxy) =>
        proxy with
        {
            RequireTls = Scalars.Member(call.Properties, "RequireTLS") == "true",
            RoleArn = Scalars.Member(call.Properties, "RoleArn")!,
            Settings = Settings.Of(call.Properties),
            RequiresIam = Auth(call.Properties).Any(RequiresIam),
            SecretArns = [.. Auth(call.Properties).Select(a => Scalars.Member(a, "SecretArn")).OfType<string>()],
        };

    private static ValueTask<Result<Nothing>> PutAsync(ResourceCall call, RdsState state, DatabaseProxy proxy) =>
        call.Host.ChangeAsync<RdsState, Nothing>(state, (s, changes) =>
        {
            s.Put(changes, proxy);
            return Nothing.Instance;
        });

    private static AwsError? Refuse(JsonObject properties) =>
        Scalars.Member(properties, "EngineFamily") is var family and not "POSTGRESQL"
            ? TemplateError.Validation($"EngineFamily {family} is not supported by LocalCloud: there are PostgreSQL and Redis (Valkey)")
        : Scalars.Member(properties, "DefaultAuthScheme") == "IAM_AUTH"
            ? TemplateError.Validation("DefaultAuthScheme IAM_AUTH is not supported by LocalCloud")
        : Auth(properties).Any(a => Scalars.Member(a, "IAMAuth") == "ENABLED")
            ? TemplateError.Validation("IAMAuth ENABLED is for SQL Server only: PostgreSQL has REQUIRED and DISABLED")
        : Auth(properties).Select(RequiresIam).Distinct().Count() > 1
            ? TemplateError.Validation(
                "IAMAuth that differs between the secrets of Auth is not supported by LocalCloud: all users sign in with tokens, "
                    + "or none does"
            )
        : null;

    private static IEnumerable<JsonNode?> Auth(JsonObject properties) => properties["Auth"] as JsonArray ?? [];

    private static bool RequiresIam(JsonNode? auth) => Scalars.Member(auth, "IAMAuth") == "REQUIRED";
}
