using LocalCloud.Aws.CloudFormation.Resources.StandIns;
using LocalCloud.Aws.CloudFormation.Templates;
using LocalCloud.Aws.Engines;
using LocalCloud.Aws.Rds;
using LocalCloud.Aws.Rds.Databases;

namespace LocalCloud.Aws.CloudFormation.Resources.Databases;

/// <summary>There are no subnets on one machine: the group is kept for those who ask RDS for it.</summary>
internal sealed class RdsDBSubnetGroup()
    : ResourceType("AWS::RDS::DBSubnetGroup", StandIn.Read("DBSubnetGroupDescription! DBSubnetGroupName* SubnetIds! Tags"))
{
    public override IReadOnlyList<string> Attributes => [];

    public override string NameProperty => "DBSubnetGroupName";

    public override ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call) => PutAsync(call);

    public override ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing) => PutAsync(call);

    public override ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing)
    {
        var state = State(call);
        return state.DeleteAsync(state.SubnetGroups, existing.PhysicalId);
    }

    private static RdsState State(ResourceCall call) => call.Host.Service<RdsService>().State(call.Scope);

    private static async ValueTask<Result<ResourceValues>> PutAsync(ResourceCall call)
    {
        var state = State(call);
        var group = new SubnetGroup(
            StandIn.Name1(call),
            Scalars.Member(call.Properties, "DBSubnetGroupDescription") ?? "",
            call.Properties.Texts("SubnetIds"),
            Settings.Of(call.Properties)
        );
        return (await state.PutAsync(state.SubnetGroups, group).ConfigureAwait(false)).Error is { } error
            ? error
            : new ResourceValues(group.Name, new Dictionary<string, string>())
            {
                Note = "Stand-in: LocalCloud has no networks. It is kept for those who ask for it.",
            };
    }
}
