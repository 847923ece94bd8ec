using LocalCloud.Aws.Engines;
using LocalCloud.Aws.Rds.Databases;
using LocalCloud.Aws.Wire;

namespace LocalCloud.Aws.Rds.Operations;

internal sealed record Tag(string Key, string Value)
{
    public static List<Tag> Of(System.Text.Json.Nodes.JsonObject settings) =>
        [.. settings.Tags().Select(tag => new Tag(tag.Key, tag.Value))];
}

internal sealed record Filter
{
    public string? Name { get; init; }

    [QueryName("Value")]
    public List<string>? Values { get; init; }

    public static Member<Filter>[] Constraints =>
        [
            Must.Member<Filter>("name", f => f.Name).Required(),
            Must.Member<Filter>("values", f => f.Values).Required(),
            Must.Each<Filter, string>("values", f => f.Values),
        ];
}

internal sealed record Endpoint(string Address, int Port, string? HostedZoneId = null);

internal sealed record SecurityGroupMembership(string VpcSecurityGroupId, string Status = "active");

internal sealed record Zone(string Name);

internal sealed record SubnetOutpost;

internal sealed record Subnet(
    string SubnetIdentifier,
    Zone SubnetAvailabilityZone,
    SubnetOutpost SubnetOutpost,
    string SubnetStatus = "Active"
);

internal sealed record SubnetGroupShape
{
    public required string DBSubnetGroupName { get; init; }
    public required string DBSubnetGroupDescription { get; init; }
    public string VpcId { get; init; } = Vpc;
    public string SubnetGroupStatus { get; init; } = "Complete";

    [QueryName("Subnet")]
    public required List<Subnet> Subnets { get; init; }

    public required string DBSubnetGroupArn { get; init; }
    public List<string> SupportedNetworkTypes { get; init; } = ["IPV4"];

    /// <summary>There are no networks: one id stands for them.</summary>
    public const string Vpc = "vpc-00000000000000000";

    public static SubnetGroupShape Of(Scope scope, SubnetGroup group) =>
        new()
        {
            DBSubnetGroupName = group.Name,
            DBSubnetGroupDescription = group.Description,
            Subnets = [.. group.SubnetIds.Select((id, index) => new Subnet(id, new($"{scope.Region}{(char)('a' + (index % 3))}"), new()))],
            DBSubnetGroupArn = group.Arn(scope),
        };
}

internal sealed record MasterUserSecretShape(string SecretArn, string SecretStatus = "active", string? KmsKeyId = null)
{
    public static MasterUserSecretShape? Of(DatabaseServer server) => server.SecretArn is { } arn ? new(arn) : null;
}
