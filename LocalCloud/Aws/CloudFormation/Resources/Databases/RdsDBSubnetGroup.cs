using LocalCloud.Aws.CloudFormation.Resources.StandIns;
using LocalCloud.Aws.CloudFormation.Templates;
using LocalCloud.Aws.Engines;
using LocalCloud.Aws.Rds;

namespace LocalCloud.Aws.CloudFormation.Resources.Databases;

/// <summary>There are no subnets on one machine: the group is kept for those who ask RDS for it.</summary>
internal sealed class RdsDBSubnetGroup()
    : ResourceType("AWS::RDS::DBSubnetGroup", StandIn.Read("DBSubnetGroupDescription! DBSubnetGroupName* SubnetIds! Tags"))
{
    public override IReadOnlyList<string> Attributes => [];

    public override string NameProperty => "DBSubnetGroupName";

    public override ValueTask<Result<ResourceValues>> CreateAsync(ResourceCall call) => PutAsync(call);

    public override ValueTask<Result<ResourceValues>> UpdateAsync(ResourceCall call, ExistingResource existing) => PutAsync(call);

    public override ValueTask<Result<Nothing>> DeleteAsync(ResourceCall call, ExistingResource existing) =>
        call.Host.ChangeAsync<RdsState, Nothing>(call.Host.Service<RdsService>().State(call.Scope), (state, changes) =>
        {
            state.DeleteSubnetGroup(changes, existing.PhysicalId);
            return Nothing.Instance;
        });

    private static ValueTask<Result<ResourceValues>> PutAsync(ResourceCall call)
    {
        var name = StandIn.Name1(call);
        return call.Host.ChangeAsync<RdsState, ResourceValues>(call.Host.Service<RdsService>().State(call.Scope), (state, changes) =>
        {
            state.Put(
                changes,
                new SubnetGroup(
                    name,
                    Scalars.Member(call.Properties, "DBSubnetGroupDescription") ?? "",
                    call.Properties.Texts("SubnetIds"),
                    Settings.Of(call.Properties)
                )
            );
            return new ResourceValues(name, new Dictionary<string, string>())
            {
                Note = "Stand-in: LocalCloud has no networks. It is kept for those who ask for it.",
            };
        });
    }
}
