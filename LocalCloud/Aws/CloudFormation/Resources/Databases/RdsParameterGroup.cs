using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Resources.StandIns;
using LocalCloud.Aws.CloudFormation.Templates;
using LocalCloud.Aws.Rds;
using LocalCloud.Aws.Rds.Databases;

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

    public override ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing)
    {
        var state = State(call);
        return state.DeleteAsync(state.ParameterGroups, ParameterGroup.KeyOf(existing.PhysicalId, cluster));
    }

    private static RdsState State(ResourceCall call) => call.Host.Service<RdsService>().State(call.Scope);

    private async ValueTask<Result<ResourceValues>> PutAsync(ResourceCall call, string name)
    {
        var group = new ParameterGroup(
            name,
            cluster,
            Scalars.Member(call.Properties, "Family")!,
            Scalars.Member(call.Properties, "Description")!,
            (call.Properties["Parameters"] as JsonObject ?? []).ToDictionary(p => p.Key, p => Scalars.Text(p.Value))
        );
        return (await ParameterGroups.PutAsync(State(call), group, call.Cancellation).ConfigureAwait(false)).Error is { } error
            ? error
            : new ResourceValues(name, new Dictionary<string, string> { [NameProperty] = name });
    }
}
