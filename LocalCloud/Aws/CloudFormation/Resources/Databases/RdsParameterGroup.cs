using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Resources.StandIns;
using LocalCloud.Aws.CloudFormation.Templates;
using LocalCloud.Aws.Rds;

namespace LocalCloud.Aws.CloudFormation.Resources.Databases;

/// <summary>Parameters that databases which name the group take up: at once, or at their next start.</summary>
internal sealed class RdsParameterGroup(bool cluster)
    : ResourceType(
        cluster ? "AWS::RDS::DBClusterParameterGroup" : "AWS::RDS::DBParameterGroup",
        StandIn.Read(
            cluster
                ? "DBClusterParameterGroupName* Description!* Family!* Parameters! Tags"
                : "DBParameterGroupName* Description!* Family!* Parameters Tags"
        )
    )
{
    public override IReadOnlyList<string> Attributes => [NameProperty];

    public override string NameProperty => cluster ? "DBClusterParameterGroupName" : "DBParameterGroupName";

    public override ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call) => PutAsync(call, StandIn.Name1(call));

    public override ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing) =>
        PutAsync(call, existing.PhysicalId);

    public override async ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing) =>
        await call
            .Host.ChangeAsync<RdsState, Nothing>(call.Host.Service<RdsService>().State(call.Scope), (s, changes) =>
            {
                s.DeleteGroup(changes, existing.PhysicalId, cluster);
                return Nothing.Instance;
            })
            .ConfigureAwait(false);

    private async ValueTask<Result<ResourceValues>> PutAsync(ResourceCall call, string name)
    {
        var rds = call.Host.Service<RdsService>();
        var state = rds.State(call.Scope);
        var parameters = (call.Properties["Parameters"] as JsonObject ?? []).ToDictionary(p => p.Key, p => Scalars.Text(p.Value));
        var group = new ParameterGroup(
            name,
            cluster,
            Scalars.Member(call.Properties, "Family")!,
            Scalars.Member(call.Properties, "Description")!,
            parameters
        );
        var concerned = new List<DatabaseServer>();
        var put = await call
            .Host.ChangeAsync<RdsState, Nothing>(state, (s, changes) =>
            {
                s.Put(changes, group);
                foreach (
                    var server in s
                        .Servers.Where(d =>
                            d.IsCluster == cluster && string.Equals(d.ParameterGroup, name, StringComparison.OrdinalIgnoreCase)
                        )
                        .ToArray()
                )
                {
                    concerned.Add(server with { Parameters = parameters });
                    s.Put(changes, concerned[^1]);
                }
                return Nothing.Instance;
            })
            .ConfigureAwait(false);
        if (put.Error is { } error)
            return error;
        foreach (var server in concerned)
            await rds.RefreshAsync(state, server, call.Cancellation).ConfigureAwait(false);
        return new ResourceValues(name, new Dictionary<string, string> { [NameProperty] = name });
    }
}
