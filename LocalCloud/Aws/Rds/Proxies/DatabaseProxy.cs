using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Rds.Proxies;

internal sealed record DatabaseProxy
{
    /// <summary>PostgreSQL's, which nobody asks a proxy for.</summary>
    public const int UsualPort = 5432;

    public required string Name { get; init; }

    public required string Address { get; init; }

    public int Port { get; init; }

    public bool StandIn { get; init; }

    public bool RequireTls { get; init; }

    public required string ArnId { get; init; }

    public required string RoleArn { get; init; }

    public List<string> SecretArns { get; init; } = [];

    /// <summary>Clients sign in with tokens of IAM, and the proxy with the secrets' passwords.</summary>
    public bool RequiresIam { get; init; }

    public DateTimeOffset Created { get; init; }

    public JsonObject Settings { get; init; } = [];

    /// <summary>null: no target group yet</summary>
    public string? TargetGroupId { get; init; }

    public string? Instance { get; init; }

    public string? Cluster { get; init; }

    public DatabaseProxy As(ProxyRequest asked) =>
        this with
        {
            RequireTls = asked.RequireTls,
            RoleArn = asked.RoleArn,
            Settings = asked.Settings,
            RequiresIam = asked.SignIns.Any(s => s.RequiresIam),
            SecretArns = [.. asked.SignIns.Select(s => s.SecretArn).OfType<string>()],
        };

    public static AwsError NotFound(string name) => new("DBProxyNotFoundFault", $"DBProxy {name} not found.", 404);

    public string Arn(Scope scope) => scope.Arn("rds", $"db-proxy:{ArnId}");
}
